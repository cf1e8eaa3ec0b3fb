import { createTestDatabase } from '@desideliver/db/testing'
import { expect, test } from 'vitest'
import { openDatabase } from './orm.ts'
import { inTransaction } from './transaction.ts'

test('connections that die inside their transactions give their places in the pool back', async () => {
  await using database = await createTestDatabase()
  const orm = openDatabase({ url: database.url, poolSize: 2 })
  try {
    // Twice as many as there are places: were one lost each time, nothing could be asked any more.
    for (let round = 0; round < 4; round++) {
      const broken = inTransaction(orm.em, async (em) => {
        const [row] = await em.execute<{ pid: number }[]>('select pg_backend_pid() as pid')
        await database.orm.em.fork().execute(`select pg_terminate_backend(${row?.pid})`)
        await em.execute('select 1')
      })
      await expect(broken).rejects.toThrow(/terminat|connection/i)
    }
    const working = [1, 2, 3].map((number) => inTransaction(orm.em, (em) => em.execute(`select ${number} as number`)))
    expect(await Promise.all(working)).toEqual([[{ number: 1 }], [{ number: 2 }], [{ number: 3 }]])
  } finally {
    await orm.close()
  }
})
