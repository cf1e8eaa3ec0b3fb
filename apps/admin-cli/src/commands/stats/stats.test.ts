import { expect, test } from 'vitest'
import { givenCliWithServer } from '../../../testing/given-cli.ts'
import { givenOrder } from '../../../testing/given-order.ts'

test('the desk and the last days are drawn, no wider than the terminal, or told as JSON', async () => {
  await using cli = await givenCliWithServer()
  await givenOrder(cli.url)
  await givenOrder(cli.url)
  await cli.signIn('staff')
  const { stdout, exitCode } = await cli.desi(['stats', '--days', '7'], { env: { COLUMNS: '60' } })
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(/^pending +█+ +2$/m)
  expect(stdout).toMatch(/^confirmed +0$/m)
  expect(stdout).toMatch(/^Orders +2 of 1 customer$/m)
  expect(stdout).toMatch(/^Amount +\$246\.00$/m)
  expect(stdout).toMatch(/^By day +█$/m)
  expect(stdout).toMatch(/^DD-1001 .*█+ +4 +\$246\.00$/m)
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60)
  expect(stdout).toMatch(/^To resolve +0$/m)
  const { orders, tickets } = JSON.parse((await cli.desi(['stats', '--json'])).stdout)
  expect(tickets).toMatchObject({ total: 0, byStatus: { open: 0 } })
  expect(orders).toMatchObject({ orders: 2, amount: '246.00', open: { pending: 2, ready: 0 } })
  expect(orders.byDay).toHaveLength(30)
  expect(await cli.desi(['stats', '--days', '0'])).toMatchObject({ exitCode: 2, stdout: '' })
})
