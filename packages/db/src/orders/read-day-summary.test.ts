import { createTestDatabase, givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { expect, test } from 'vitest'
import { Order } from './order.entity.ts'
import { readDaySummary } from './read-day-summary.ts'

test('a day may have more cases and dollars than an integer holds', async () => {
  await using database = await createTestDatabase()
  const em = database.orm.em.fork()
  const line = { product: await givenProduct(em), quantity: 1 }
  for (let time = 0; time < 2; time++) await givenOrder(em, await givenUser(em), [line])
  await em.nativeUpdate(Order, {}, { totalQuantity: 2_000_000_000, subtotal: '99999999999999.99' })
  const day = { from: '2026-03-09', to: '2026-03-09', timeZone: 'America/Chicago' }
  expect(await readDaySummary(em, day)).toMatchObject({
    orders: 2,
    cases: 4_000_000_000,
    subtotal: '199999999999999.98',
  })
})
