import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CliWithServer, givenCliWithServer } from '../../../testing/given-cli.ts'
import { givenOrder } from '../../../testing/given-order.ts'

let cli: CliWithServer
let order: Awaited<ReturnType<typeof givenOrder>>
/** As the business has it. */
let day: string

beforeAll(async () => {
  cli = await givenCliWithServer()
  order = await givenOrder(cli.url)
  day = order.orderNumber.replace(/^DD(\d{4})(\d\d)(\d\d)\d+$/, '$1-$2-$3')
  await cli.signIn('staff')
}, 60_000)
afterAll(() => cli[Symbol.asyncDispose]())

/** What a command writes to a file, and what it says. */
async function written(args: string[]) {
  const path = join(cli.folder, `${crypto.randomUUID()}.csv`)
  const run = await cli.desi([...args, '--out', path])
  expect(run).toMatchObject({ exitCode: 0, stdout: '' })
  expect(run.stderr).toContain(path)
  return readFile(path, 'utf8')
}

test('an order is exported by its number, to a file or to stdout', async () => {
  const sheet = `Item Code,Description,Quantity,Unit,Category\r\nDD-1001,MITHILA BASMATI RICE 2X20LB,2,case,`
  expect(await written(['orders', 'export', order.orderNumber])).toContain(sheet)
  const { stdout } = await cli.desi(['orders', 'export', order.orderNumber, '--out', '-'])
  expect(stdout).toContain(sheet)
})

test('days are exported in the background, waited for and written', async () => {
  expect(await written(['orders', 'export', '--from', day])).toContain(`\r\n${order.orderNumber},`)
  const listed = await cli.desi(['exports', 'list', '--json'])
  const [made] = JSON.parse(listed.stdout) as { id: string }[]
  expect(made).toMatchObject({ kind: 'orders-range', from: day, to: day, status: 'finished', rowsDone: 1 })
  const { stdout, stderr } = await cli.desi(['exports', 'show', made?.id ?? ''])
  expect(stdout).toMatch(/^Written +1 of 1 lines$/m)
  expect(stderr).toContain('desi exports download')
  expect(await written(['exports', 'download', made?.id ?? ''])).toContain(`\r\n${order.orderNumber},`)
  const remove = ['exports', 'remove', made?.id ?? '']
  expect(await cli.desi(remove)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--yes') })
  expect(await cli.desi([...remove, '--yes'])).toMatchObject({ exitCode: 0 })
  expect(await cli.desi(['exports', 'show', made?.id ?? ''])).toMatchObject({ exitCode: 5 })
})

test('an export is requested, and downloaded once it is finished', async () => {
  const asked = await cli.desi(['exports', 'request', 'order-csv', '--order', order.orderNumber, '--json'])
  const { id } = JSON.parse(asked.stdout) as { id: string }
  expect(await written(['exports', 'download', id])).toContain('DD-1001')
  expect(await written(['exports', 'request', 'orders-daily', '--date', day, '--wait'])).toContain(order.orderNumber)
})

test('a day’s orders are written under the name the server gives, and half a file is never left', async () => {
  expect(await written(['orders', 'daily', '--date', day])).toContain(`\r\n${order.orderNumber},`)
  const empty = await cli.desi(['orders', 'daily', '--date', '2026-03-01', '--out', '-'])
  expect(empty.stdout.split('\r\n')).toHaveLength(2)
  const nowhere = await cli.desi(['orders', 'daily', '--out', join(cli.folder, 'none', 'x.csv')])
  expect(nowhere).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('cannot be written') })
  expect((await readdir(cli.folder)).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('a day’s orders are mailed to the coordinator, or to whom one names', async () => {
  const mailed = await cli.desi(['orders', 'daily', '--date', day, '--email'])
  expect(mailed).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('to the delivery coordinator') })
  const named = await cli.desi(['orders', 'daily', '--date', day, '--email', 'picker@example.com', '--json'])
  expect(JSON.parse(named.stdout)).toEqual({ date: day, to: 'picker@example.com' })
})

test.each([
  [['orders', 'export'], 2],
  [['orders', 'export', 'DD20200101001', '--from', '2026-03-01'], 2],
  [['orders', 'export', '--from', '2026-03-02', '--to', '2026-03-01'], 2],
  [['orders', 'daily', '--email', '--out', 'x.csv'], 2],
  [['exports', 'request', 'orders-range'], 2],
  [['exports', 'request', 'orders-daily', '--out', 'x.csv'], 2],
  [['exports', 'download', '01a206b0-8944-71ba-be8b-8e12bb59dd6d'], 5],
])('desi %j ends with code %i, with nothing on stdout', async (args, exitCode) => {
  expect(await cli.desi(args)).toMatchObject({ exitCode, stdout: '' })
})
