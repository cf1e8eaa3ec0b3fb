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
