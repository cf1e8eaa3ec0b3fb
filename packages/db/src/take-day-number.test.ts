import { createTestDatabase } from '@desideliver/db/testing'
import type { EntityManager } from '@mikro-orm/postgresql'
import { afterAll, expect, test } from 'vitest'
import { DayNumber } from './day-number.entity.ts'
import { nextDayNumber, takeTicketNumber } from './take-day-number.ts'
import { inTransaction } from './transaction.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

async function takeNumber(em: EntityManager, day: string): Promise<string> {
  const { rows } = await nextDayNumber('order', day).execute(em.getKysely())
  return rows[0]?.number ?? 'none'
}

test('parallel orders of one day get numbers without repeat or gap', async () => {
  const numbers = await Promise.all(
    Array.from({ length: 40 }, () => inTransaction(database.orm.em, (em) => takeNumber(em, '2026-03-09'))),
  )
  expect(numbers.toSorted()).toEqual(
    Array.from({ length: 40 }, (_, index) => `DD20260309${String(index + 1).padStart(3, '0')}`),
  )
})

test('a number whose order is not stored is given to the next one', async () => {
  const { em } = database.orm
  const failing = inTransaction(em, async (tx) => {
    throw new Error(await takeNumber(tx, '2026-04-01'))
  })
  await expect(failing).rejects.toThrow('DD20260401001')
  expect(await inTransaction(em, (tx) => takeNumber(tx, '2026-04-01'))).toBe('DD20260401001')
})

test('each day counts from one, and orders and tickets count apart', async () => {
  const { em } = database.orm
  await em.fork().insert(DayNumber, { kind: 'ticket', day: '2026-05-01', lastNumber: 5 })
  const numbers: string[] = []
  for (const day of ['2026-05-01', '2026-05-02', '2026-05-01'])
    numbers.push(await inTransaction(em, (tx) => takeNumber(tx, day)))
  expect(numbers).toEqual(['DD20260501001', 'DD20260502001', 'DD20260501002'])
})

test('the thousandth order of a day has four digits', async () => {
  const { em } = database.orm
  await em.fork().insert(DayNumber, { kind: 'order', day: '2026-06-01', lastNumber: 998 })
  const numbers: string[] = []
  for (let count = 0; count < 2; count++) numbers.push(await inTransaction(em, (tx) => takeNumber(tx, '2026-06-01')))
  expect(numbers).toEqual(['DD20260601999', 'DD202606011000'])
})

test('a ticket number has its own prefix', async () => {
  expect(await takeTicketNumber(database.orm.em.fork(), '2026-03-10')).toBe('TKT20260310001')
})
