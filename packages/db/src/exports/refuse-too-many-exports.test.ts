import { createTestDatabase, givenUser } from '@desideliver/db/testing'
import { expect, test } from 'vitest'
import { inTransaction } from '../transaction.ts'
import { Export } from './export.entity.ts'
import { MAX_UNFINISHED_EXPORTS } from './export.errors.ts'
import { refuseTooManyExports } from './refuse-too-many-exports.ts'

test('of many requests at once, as many find room as there is', async () => {
  await using database = await createTestDatabase()
  const staff = await givenUser(database.orm.em.fork(), { role: 'staff' })
  const request = () =>
    inTransaction(database.orm.em, async (em) => {
      await refuseTooManyExports(em, staff.id)
      const days = { firstDay: '2026-03-09', lastDay: '2026-03-09', fileName: 'x.csv' }
      const unknown = { rowsTotal: null, error: null, endedAt: null }
      em.create(Export, { kind: 'orders-daily', ...days, ...unknown, requestedBy: staff, createdAt: new Date() })
    })
  const asked = await Promise.allSettled(Array.from({ length: 2 * MAX_UNFINISHED_EXPORTS }, request))
  const refused = asked.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
  expect(refused).toHaveLength(MAX_UNFINISHED_EXPORTS)
  expect(refused).toEqual(refused.map(() => expect.objectContaining({ code: 'TOO_MANY_EXPORTS' })))
  expect(await database.orm.em.fork().count(Export)).toBe(MAX_UNFINISHED_EXPORTS)
})
