import { createTestDatabase } from '@desideliver/db/testing'
import { expect, test } from 'vitest'
import { createLiveHub } from './live-hub.ts'
import { watchLive } from './watch-live.ts'

test('who has gone before its stream begins takes no room', async () => {
  await using database = await createTestDatabase()
  const silent = { subscribe: () => () => {}, isCurrent: () => true, catchUp: async () => {}, close: async () => {} }
  const live = createLiveHub(silent)
  const user = { id: '019a0000-0000-7000-8000-000000000001' }
  const ctx = { em: database.orm.em.fork(), live, now: () => new Date(), signedInNow: async () => null, user }
  const view = { topic: 'order', customerId: user.id, objectId: null } as const
  const watch = (signal: AbortSignal) =>
    watchLive({ ctx, view, lastEventId: undefined, signal, toChange: ({ id }) => id })
  for (let time = 0; time < 100; time++) watch(AbortSignal.abort())
  expect(() => watch(new AbortController().signal)).not.toThrow()
})
