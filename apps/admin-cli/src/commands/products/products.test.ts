import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { givenCliWithServer } from '../../../testing/given-cli.ts'

const header = 'item_number,item_description,product_category,sheet_source,order,stock,price,has_pricing,has_stock_info'
const catalogue = [
  header,
  'TEST-1,MITHILA TEST RICE 2X20LB,Grain Market,GRAIN MARKET PRODUCTS,,12,61.50,TRUE,TRUE',
  'TEST-2,TEST DAL 10X4LB,Grain Market,GRAIN MARKET PRODUCTS,,,,FALSE,FALSE',
  'HEADING,,Grain Market,GRAIN MARKET PRODUCTS,,,,FALSE,FALSE',
].join('\r\n')

test('a dry run tells what an import then does', async () => {
  await using cli = await givenCliWithServer()
  await cli.signIn('staff')
  const file = join(cli.folder, 'catalogue.csv')
  await writeFile(file, catalogue)
  const dry = await cli.desi(['products', 'import', file, '--dry-run'])
  expect(dry).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('nothing was changed') })
  expect(dry.stdout).toMatch(/^Created +2$/m)
  expect(dry.stdout).toMatch(/^ +4 +HEADING +there is no description$/m)
  expect(JSON.parse((await cli.desi(['products', 'list', 'TEST-', '--json'])).stdout)).toEqual([])

  const done = await cli.desi(['products', 'import', '-', '--json'], { stdin: catalogue })
  expect(JSON.parse(done.stdout)).toMatchObject({ rows: 3, created: 2, quarantined: 1, issues: [{ row: 4 }] })
  const { stdout } = await cli.desi(['products', 'list', 'TEST-'])
  expect(stdout).toMatch(/^TEST-1 +MITHILA TEST RICE 2X20LB +\$61\.50 +12 +in stock/m)
  expect(stdout).toMatch(/^TEST-2 +TEST DAL 10X4LB +on request +– +confirm on order/m)
})

test('only the first 20 quarantined rows are shown, and all of them with --json', async () => {
  await using cli = await givenCliWithServer()
  await cli.signIn('staff')
  const rows = Array.from(
    { length: 23 },
    (_, index) => `BRAND ${index},,Grain Market,GRAIN MARKET PRODUCTS,,,,FALSE,FALSE`,
  )
  const stdin = [header, ...rows].join('\n')
  const shown = await cli.desi(['products', 'import', '-', '--dry-run'], { stdin })
  expect(shown.stdout.match(/BRAND \d+/g)).toHaveLength(20)
  expect(shown.stderr).toContain('3 more')
  const all = await cli.desi(['products', 'import', '-', '--dry-run', '--json'], { stdin })
  expect((JSON.parse(all.stdout) as { issues: unknown[] }).issues).toHaveLength(23)
})

test('a file that is no catalogue, or is not there, is explained', async () => {
  await using cli = await givenCliWithServer()
  await cli.signIn('staff')
  const nonsense = await cli.desi(['products', 'import', '-'], { stdin: 'a,b\n1,2\n' })
  expect(nonsense).toMatchObject({
    exitCode: 1,
    stdout: '',
    stderr: expect.stringContaining('error: The catalogue was not read'),
  })
  const missing = await cli.desi(['products', 'import', join(cli.folder, 'nope.csv')])
  expect(missing).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('no such file') })
})

test('tables fit the terminal, and have no colours where nobody looks', async () => {
  await using cli = await givenCliWithServer()
  for (const width of [40, 80, 200]) {
    const { stdout } = await cli.desi(['products', 'list'], { env: { COLUMNS: String(width), NO_COLOR: '1' } })
    const lines = stdout.trimEnd().split('\n')
    expect(lines).toHaveLength(21)
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width)
    expect(stripVTControlCharacters(stdout)).toBe(stdout)
  }
})

test('a list is read beyond the largest page', async () => {
  await using cli = await givenCliWithServer()
  const listed = async (...args: string[]): Promise<{ itemCode: string }[]> =>
    JSON.parse((await cli.desi(['products', 'list', '--json', ...args])).stdout)
  const all = await listed('--all')
  expect(new Set(all.map((product) => product.itemCode)).size).toBe(458)
  expect(await listed('--limit', '150')).toEqual(all.slice(0, 150))
})

test('a product is shown by its code, whoever asks', async () => {
  await using cli = await givenCliWithServer()
  const { stdout, exitCode } = await cli.desi(['products', 'show', 'DD-1001'])
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(/^Pack +2 × 20 lb$/m)
  expect(await cli.desi(['products', 'show', 'nope'])).toMatchObject({
    exitCode: 5,
    stderr: expect.stringContaining('desi products list'),
  })
})
