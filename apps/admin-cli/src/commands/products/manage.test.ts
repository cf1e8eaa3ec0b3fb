import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CliWithServer, givenCliWithServer } from '../../../testing/given-cli.ts'

let cli: CliWithServer

beforeAll(async () => {
  cli = await givenCliWithServer()
  await cli.signIn('staff')
})

afterAll(() => cli[Symbol.asyncDispose]())

const desi = (...args: string[]) => cli.desi(args, { env: { COLUMNS: '150', NO_COLOR: '1' } })

test('a product is created, changed, archived and restored', async () => {
  const details = ['--price', '61.50', '--stock', '7', '--min', '2', '--featured']
  const product = ['products', 'create', 'CLI-1', 'MAGGI NOODLES 24X560G', '--category', 'grain-market']
  const created = await desi(...product, ...details)
  expect(created).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('is on sale') })
  expect(created.stdout).toMatch(/^Brand +Maggi$/m)
  expect(created.stdout).toMatch(/^Pack +24 × 560 g$/m)
  expect(created.stdout).toMatch(/^Per unit +\$4\.58 a kg$/m)
  expect(created.stdout).toMatch(/^Featured +yes$/m)
  const update = ['products', 'update', 'CLI-1', '--price', 'none', '--pack', '12 x 1.5 l', '--no-featured']
  const updated = await desi(...update, '--json')
  expect(JSON.parse(updated.stdout)).toMatchObject({
    price: null,
    featured: false,
    brand: 'Maggi',
    pack: { unitsPerCase: 12, unitSize: '1.5', unit: 'l' },
    version: 2,
  })
  const stale = await desi(...update, '--name', 'X', '--if-version', '1')
  expect(stale).toMatchObject({
    exitCode: 6,
    stdout: '',
    stderr: expect.stringContaining('price: "61.50" became null'),
  })

  expect((await desi('products', 'archive', 'CLI-1', '--reason', 'Gone')).stderr).toContain(
    'desi products restore CLI-1',
  )
  expect((await desi('products', 'restore', 'CLI-1', '--json')).stdout).toContain('"active": true')
})

test('what is no product is explained, with the next step', async () => {
  const product = ['products', 'create', 'DD-1001', 'X', '--category', 'grain-market']
  expect(await desi(...product)).toMatchObject({ exitCode: 6, stderr: expect.stringContaining('desi products show') })
  expect(await desi('products', 'update', 'DD-1001', '--pack', 'a lot')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('20 x 500 ml'),
  })
})

test('stock is counted, moved and explained; what runs out is listed', async () => {
  const stock = (...args: string[]) => desi('products', 'stock', 'DD-1002', ...args)
  expect(await stock('--count', '9')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--reason') })
  expect((await stock('--count', '5', '--reason', 'Yearly count')).stderr).toContain('has 5 cases')
  expect((await stock('--remove', '3', '--reason', 'Wet')).stderr).toContain('has 2 cases (-3)')
  expect(await stock('--remove', '3', '--reason', 'Wet')).toMatchObject({
    exitCode: 6,
    stderr: expect.stringContaining('There are 2 cases'),
  })
  const { stdout } = await stock()
  expect(stdout).toMatch(/^When +Change +Stock +Kind +Why +By$/m)
  expect(stdout).toMatch(/ -3 +2 +adjustment +Wet +Suresh Demo$/m)
  const low = await desi('products', 'low-stock', '--below', '3', '--all', '--json')
  expect(JSON.parse(low.stdout)).toContainEqual(expect.objectContaining({ itemCode: 'DD-1002', stockQuantity: 2 }))
})

test('a category is opened, and merged into another only when sure', async () => {
  expect((await desi('categories', 'create', 'Pickles & Chutneys')).stderr).toContain('(pickles-chutneys) is open')
  await desi('products', 'create', 'CLI-3', 'MANGO PICKLE', '--category', 'pickles-chutneys')
  const archive = ['categories', 'archive', 'pickles-chutneys']
  expect(await desi(...archive)).toMatchObject({ exitCode: 6, stderr: expect.stringContaining('--move-to') })
  const merge = [...archive, '--move-to', 'grain-market']
  expect(await desi(...merge)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--yes') })
  expect(await desi(...merge, '--yes')).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('is archived') })
  expect((await desi('categories', 'list', '--archived')).stdout).toMatch(
    /^pickles-chutneys +Pickles & Chutneys +0 +0 +archived/m,
  )
})
