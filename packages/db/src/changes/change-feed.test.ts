import { createTestDatabase } from '@desideliver/db/testing'
import { expect, test, vi } from 'vitest'
import { openChangeFeed } from './change-feed.ts'

/** What a subscriber was told. */
function givenSubscriber() {
  const told: string[] = []
  return { told, onChange: (payload: string) => void told.push(payload), onMissed: () => void told.push('missed') }
}

async function givenFeed() {
  const opened = new AsyncDisposableStack()
  const database = opened.use(await createTestDatabase())
  const errors: Error[] = []
  const feed = openChangeFeed({ url: database.url, onError: (error) => void errors.push(error) })
  opened.defer(() => feed.close())
  await vi.waitUntil(() => feed.isCurrent(1_000))
  return {
    feed,
    errors,
    execute: (sql: string) => database.orm.em.fork().execute(sql),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

test('what a transaction tells comes with its commit, in order, to who listens for it', async () => {
  await using given = await givenFeed()
  const [one, two] = [givenSubscriber(), givenSubscriber()]
  given.feed.subscribe('one', one)
  given.feed.subscribe('Two "quoted"', two)
  await vi.waitUntil(async () => {
    await given.execute(`notify "Two ""quoted""", 'started'`)
    return two.told.length > 0
  })
  await given.execute(`notify one, 'a'; notify one, 'b'; notify other, 'c'`)
  await vi.waitUntil(() => one.told.length === 2)
  expect(one.told).toEqual(['a', 'b'])
  expect(two.told).not.toContain('a')
})

test('a cut connection comes back, and says that something may have been missed', async () => {
  await using given = await givenFeed()
  const subscriber = givenSubscriber()
  given.feed.subscribe('one', subscriber)
  await given.execute(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'desideliver-feed' and datname = current_database()`,
  )
  await vi.waitUntil(() => subscriber.told.includes('missed'), { timeout: 5_000 })
  await given.execute(`notify one, 'after'`)
  await vi.waitUntil(() => subscriber.told.includes('after'))
  expect(given.errors.length).toBeGreaterThan(0)
  expect(given.feed.isCurrent(1_000)).toBe(true)
})

test('a feed that nobody answers is not current, and closes all the same', async () => {
  const errors: Error[] = []
  const feed = openChangeFeed({
    url: 'postgresql://nobody@127.0.0.1:9/none',
    onError: (error) => void errors.push(error),
  })
  await vi.waitUntil(() => errors.length > 1)
  expect(feed.isCurrent(60_000)).toBe(false)
  await feed.close()
})

test('who unsubscribed is told nothing more', async () => {
  await using given = await givenFeed()
  const [leaving, staying] = [givenSubscriber(), givenSubscriber()]
  const leave = given.feed.subscribe('one', leaving)
  given.feed.subscribe('one', staying)
  leave()
  await vi.waitUntil(async () => {
    await given.execute(`notify one, 'a'`)
    return staying.told.length > 0
  })
  expect(leaving.told).toEqual([])
})
