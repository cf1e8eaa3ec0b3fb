import { CATALOGUE_CHANNEL, openChangeFeed } from '@desideliver/db'
import { createTestDatabase } from '@desideliver/db/testing'
import { expect, test, vi } from 'vitest'
import { createAnswerCache, isKnown } from './answer-cache.ts'

async function givenCache(maxBytes = 1_000_000) {
  const opened = new AsyncDisposableStack()
  const database = opened.use(await createTestDatabase())
  const feed = openChangeFeed({ url: database.url, onError: () => undefined })
  opened.defer(() => feed.close())
  const cache = createAnswerCache({ feed, maxBytes })
  await vi.waitUntil(() => feed.isCurrent(500))
  let made = 0
  const ask = async (key: string, shown: readonly string[] | null, meanwhile?: () => Promise<unknown>) => {
    const { body } = await cache.answer(key, async () => {
      made += 1
      const answer = { number: made }
      await meanwhile?.()
      return { answer, shown }
    })
    return (JSON.parse(body.toString()) as { number: number }).number
  }
  const tell = async (payload: object) => {
    await database.orm.em.fork().execute(`select pg_notify('${CATALOGUE_CHANNEL}', ?)`, [JSON.stringify(payload)])
    await feed.catchUp()
  }
  return { ask, tell, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

test('an answer is made once until what it shows changes', async () => {
  await using given = await givenCache()
  expect([await given.ask('a', ['1']), await given.ask('a', ['1'])]).toEqual([1, 1])
  await given.tell({ stock: ['2'] })
  expect(await given.ask('a', ['1'])).toBe(1)
  await given.tell({ stock: ['1'] })
  expect(await given.ask('a', ['1'])).toBe(2)
  await given.tell({ all: true })
  expect(await given.ask('a', ['1'])).toBe(3)
})

test('many who ask at once are given one answer', async () => {
  await using given = await givenCache()
  const answers = await Promise.all(Array.from({ length: 50 }, () => given.ask('a', ['1'])))
  expect(new Set(answers)).toEqual(new Set([1]))
})

test('what was read before a change is not kept after it, nor given to who asks after it', async () => {
  await using given = await givenCache()
  const { promise: slow, resolve: finish } = Promise.withResolvers<void>()
  const early = given.ask('a', ['1'], () => slow)
  await given.tell({ stock: ['1'] })
  expect(await given.ask('a', ['1'])).toBe(2)
  finish()
  expect(await early).toBe(1)
  expect(await given.ask('a', ['1'])).toBe(2)
})

test('an answer for one alone is neither kept nor given to who asks at the same time', async () => {
  await using given = await givenCache()
  expect(await Promise.all([given.ask('b', null), given.ask('b', null)])).toEqual([1, 2])
  expect([await given.ask('a', null), await given.ask('a', null)]).toEqual([3, 4])
})

test('memory is bounded: the longest unasked goes first', async () => {
  await using given = await givenCache(2_000)
  for (const key of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) await given.ask(key, ['1'])
  expect(await given.ask('h', ['1'])).toBe(8)
  expect(await given.ask('a', ['1'])).toBe(9)
})

test.each([
  ['"a"', true],
  ['W/"a"', true],
  ['"b", "a"', true],
  ['*', true],
  ['"b"', false],
  ['a', false],
  [undefined, false],
])('If-None-Match %s', (header, known) => expect(isKnown(header, '"a"')).toBe(known))
