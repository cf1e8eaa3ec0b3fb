import { afterAll, expect, test } from 'vitest'
import { createTestDatabase } from '../../testing/test-database.ts'
import { givenUser } from '../../testing/given.ts'
import { deleteExpired } from './delete-expired.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const em = () => database.orm.em.fork()
const now = new Date('2026-03-09T08:20:00Z')
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 24 * 60 * 60_000)

const insert = (sql: string, values: unknown[]) => em().execute(sql, values)

/** Rows of two ages in every table: what is kept, and what is one day past that. */
async function givenRows(): Promise<void> {
  for (const [name, days] of [
    ['kept', -1],
    ['expired', 1],
  ] as const) {
    const { id } = await givenUser(em())
    const at = (keptDays: number) => daysAgo(keptDays + days)
    await insert(
      `insert into sessions (id, user_id, public_id, last_seen_at, expires_at, created_at)
       values (?, ?, gen_random_uuid(), now(), ?, now())`,
      [name, id, at(0)],
    )
    await insert(
      `insert into account_tokens (id, token_hash, user_id, purpose, email, expires_at, created_at)
       values (gen_random_uuid(), ?, ?, 'verify-email', 'a@example.com', ?, now())`,
      [name, id, at(7)],
    )
    await insert(`insert into idempotency_keys (user_id, key, request_hash, created_at) values (?, ?, '', ?)`, [
      id,
      name,
      at(7),
    ])
    await insert(`insert into rate_limits (key, points, expire) values (?, 1, ?)`, [name, at(1).getTime()])
    await insert(`insert into sent_mails (key, recipient, subject, message_id, sent_at) values (?, '', '', '', ?)`, [
      name,
      at(180),
    ])
    await insert(
      `insert into exports (id, kind, first_day, last_day, file_name, requested_by_id, created_at)
       values (gen_random_uuid(), 'orders-daily', '2026-03-01', '2026-03-01', ?, ?, ?)`,
      [name, id, at(7)],
    )
    await insert(
      `insert into export_parts (export_id, position, content, created_at)
       select id, 0, file_name, created_at from exports where file_name = ?`,
      [name],
    )
    await insert(
      `insert into live_changes (topic, object_id, customer_id, staff_only, details, created_at)
       values ('order', gen_random_uuid(), ?, false, ?, ?)`,
      [id, JSON.stringify({ name }), at(7)],
    )
  }
}

const namesIn = async (table: string, column: string): Promise<string[]> =>
  (await em().execute<{ name: string }[]>(`select ${column} as name from ${table}`)).map(({ name }) => name)

test('what has expired is deleted, what is still needed stays', async () => {
  await givenRows()
  await deleteExpired(em(), now)
  for (const [table, column] of [
    ['sessions', 'id'],
    ['account_tokens', 'token_hash'],
    ['idempotency_keys', 'key'],
    ['rate_limits', 'key'],
    ['sent_mails', 'key'],
    ['exports', 'file_name'],
    ['export_parts', 'content'],
    ['live_changes', `details ->> 'name'`],
  ] as const)
    expect({ table, names: await namesIn(table, column) }).toEqual({ table, names: ['kept'] })
})

test('many expired rows go in batches, and a row that someone holds is left for the next time', async () => {
  await em().execute(
    `insert into sent_mails (key, recipient, subject, message_id, sent_at)
     select 'old:' || n, '', '', '', ? from generate_series(1, 4500) n`,
    [daysAgo(200)],
  )
  const before = database.queries.length
  await em().transactional(async (tx) => {
    await tx.execute(`select from sent_mails where key = 'old:7' for update`)
    await deleteExpired(em(), now)
  })
  expect(await namesIn('sent_mails', 'key')).toEqual(['kept', 'old:7'])
  expect(database.queries.slice(before).filter((sql) => sql.includes('delete from sent_mails'))).toHaveLength(3)
})
