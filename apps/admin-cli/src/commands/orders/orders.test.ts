import { expect, test } from 'vitest'
import { givenCliWithServer } from '../../../testing/given-cli.ts'
import { givenOrder } from '../../../testing/given-order.ts'

test('an order is found by its number, shown and moved along', async () => {
  await using cli = await givenCliWithServer()
  const { id, orderNumber } = await givenOrder(cli.url)
  await cli.signIn('staff')
  const moved = await cli.desi(['orders', 'status', orderNumber.toLowerCase(), 'confirmed', '--note', 'Truck 2'])
  expect(moved).toMatchObject({ exitCode: 0, stdout: '', stderr: expect.stringContaining('is now confirmed') })

  const { stdout } = await cli.desi(['orders', 'show', orderNumber])
  expect(stdout).toMatch(/^Status +confirmed$/m)
  expect(stdout).toMatch(/^May become +processing, cancelled$/m)
  expect(stdout).toMatch(/^Instructions +Ring twice$/m)
  expect(stdout).toMatch(/DD-1001 +MITHILA BASMATI RICE 2X20LB +2 +case +\$61\.50/)
  expect(stdout).toMatch(/pending +confirmed +Suresh Demo +Truck 2/)
  const byId = await cli.desi(['orders', 'show', id, '--json'])
  expect(JSON.parse(byId.stdout)).toMatchObject({ orderNumber, status: 'confirmed', subtotal: '123.00' })
})

test('a state that cannot follow is a conflict that names those that can', async () => {
  await using cli = await givenCliWithServer()
  const { orderNumber } = await givenOrder(cli.url)
  await cli.signIn('staff')
  const run = await cli.desi(['orders', 'status', orderNumber, 'ready', '--json'])
  expect(run).toMatchObject({ exitCode: 6, stdout: '', stderr: expect.stringContaining('confirmed or cancelled') })
  expect(run.stderr.trim().split('\n')).toHaveLength(2)
})

test('without a terminal an order is cancelled only with --yes', async () => {
  await using cli = await givenCliWithServer()
  const { orderNumber } = await givenOrder(cli.url)
  await cli.signIn('staff')
  const cancel = ['orders', 'status', orderNumber, 'cancelled', '--json']
  expect(await cli.desi(cancel)).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('--yes') })
  const untouched = await cli.desi(['orders', 'list', '--status', 'pending', '--json'])
  expect(JSON.parse(untouched.stdout)).toHaveLength(1)
  const cancelled = await cli.desi([...cancel, '--yes'])
  expect(JSON.parse(cancelled.stdout)).toMatchObject({ status: 'cancelled', nextStatuses: [] })
})

test('many orders are moved with a result for each, and less is delivered than was ordered', async () => {
  await using cli = await givenCliWithServer()
  const [first, second] = [await givenOrder(cli.url), await givenOrder(cli.url)]
  await cli.signIn('staff')
  const numbers = [first.orderNumber, second.orderNumber]
  const moved = await cli.desi(['orders', 'bulk', 'confirmed', ...numbers, '--note', 'Truck 2'])
  expect(moved).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('2 orders changed') })
  for (const number of numbers) expect(moved.stdout).toMatch(new RegExp(`^${number} +confirmed`, 'm'))
  await cli.desi(['orders', 'status', first.orderNumber, 'processing'])
  const half = await cli.desi(['orders', 'bulk', 'processing', ...numbers])
  expect(half).toMatchObject({
    exitCode: 6,
    stderr: expect.stringContaining('1 of 2 orders could not become processing'),
  })
  expect(half.stdout).toMatch(new RegExp(`^${first.orderNumber} +unchanged`, 'm'))
  const cancel = ['orders', 'bulk', 'cancelled', second.orderNumber]
  expect(await cli.desi(cancel)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--yes') })
  expect(JSON.parse((await cli.desi([...cancel, '--yes', '--json'])).stdout)).toMatchObject({ changed: 1, refused: 0 })

  const short = ['orders', 'deliver-short', first.orderNumber, 'DD-1001=1', '--reason', 'One torn']
  const said = await cli.desi([...short, '--lost', 'DD-1001=1'])
  expect(said).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('came to $123.00 and is now $61.50') })
  expect((await cli.desi(['orders', 'show', first.orderNumber])).stdout).toMatch(/DD-1001 .* 1 of 2 +case/)
  const astray = await cli.desi([...short, '--lost', 'DD-1002=1'])
  expect(astray).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('Add DD-1002=<cases>') })
  const tooMany = await cli.desi(['orders', 'deliver-short', first.orderNumber, 'DD-1001=3', '--reason', 'Found'])
  expect(tooMany).toMatchObject({ exitCode: 6, stderr: expect.stringContaining('2 were ordered') })
})

test('orders are listed by state and search, as many as asked for', async () => {
  await using cli = await givenCliWithServer()
  const first = await givenOrder(cli.url)
  const second = await givenOrder(cli.url)
  await cli.signIn('staff')
  const numbers = async (...args: string[]): Promise<string[]> => {
    const { stdout } = await cli.desi(['orders', 'list', '--json', ...args])
    return (JSON.parse(stdout) as { orderNumber: string }[]).map((order) => order.orderNumber)
  }
  expect(await numbers()).toEqual([second.orderNumber, first.orderNumber])
  expect(await numbers('--search', first.orderNumber)).toEqual([first.orderNumber])
  expect(await numbers('--status', 'delivered')).toEqual([])
  expect(await numbers('--urgent')).toEqual([first.orderNumber, second.orderNumber])
  expect(await numbers('--to', '2020-01-01')).toEqual([])
  expect(await numbers('--from', '2020-01-01')).toHaveLength(2)
  expect(await cli.desi(['orders', 'list', '--date', '2026-02-30'])).toMatchObject({ exitCode: 2 })
  expect(await numbers('--all')).toHaveLength(2)
  expect(await numbers('--limit', '1')).toEqual([second.orderNumber])
  const cut = await cli.desi(['orders', 'list', '--limit', '1'])
  expect(cut.stderr).toContain('There are more')
  expect((await cli.desi(['orders', 'list'])).stderr).toBe('')
})

test('an order that does not exist is not found, by number or by id', async () => {
  await using cli = await givenCliWithServer()
  const { orderNumber } = await givenOrder(cli.url)
  await cli.signIn('staff')
  const partOfNumber = orderNumber.slice(0, -1)
  expect(await cli.desi(['orders', 'show', partOfNumber])).toMatchObject({ exitCode: 5, stdout: '' })
  expect(await cli.desi(['orders', 'show', '01a206b0-8944-71ba-be8b-8e12bb59dd6d'])).toMatchObject({
    exitCode: 5,
    stdout: '',
  })
})
