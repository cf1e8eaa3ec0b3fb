import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSettledCounts } from './settled-counts.ts'

const WINDOW_MS = 60_000

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-03-09T16:00:00Z') }))
afterEach(() => void vi.useRealTimers())

/** A shared store of one key, as two processes would see it. */
function givenStore() {
  let points = 0
  let endsAt = 0
  const calls: number[] = []
  return {
    calls,
    isAway: false,
    async add(this: { isAway: boolean }, _key: string, more: number) {
      if (this.isAway) throw new Error('The store is away')
      calls.push(more)
      if (endsAt <= Date.now()) [points, endsAt] = [0, Date.now() + WINDOW_MS]
      points += more
      return { consumedPoints: points, msBeforeNext: endsAt - Date.now() }
    },
  }
}

const openCounts = (store: ReturnType<typeof givenStore>, points = 100) =>
  createSettledCounts({ points, windowMs: WINDOW_MS, add: (key, more) => store.add(key, more) })

/** Lets what is due in the background happen. */
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

const admitted = (counts: ReturnType<typeof openCounts>, times: number) =>
  Array.from({ length: times }, () => counts.admit('one')).filter((wait) => wait === 0).length

test('one process admits exactly the points, says how long to wait, and starts anew in the next window', async () => {
  const counts = openCounts(givenStore())
  expect(admitted(counts, 150)).toBe(100)
  await pass(20_000)
  expect(counts.admit('one')).toBe(40_000)
  expect(counts.admit('another')).toBe(0)
  await pass(40_000)
  expect(admitted(counts, 150)).toBe(100)
})

test('two processes that settle admit the points together, and a twentieth each beyond at most', async () => {
  const store = givenStore()
  const [first, second] = [openCounts(store), openCounts(store)]
  let total = 0
  for (let round = 0; round < 100; round++) {
    total += admitted(first, 1) + admitted(second, 1)
    await pass(1)
  }
  expect(total).toBeGreaterThanOrEqual(100)
  expect(total).toBeLessThanOrEqual(110)
})

test('what one process counted, another knows a second after its first look', async () => {
  const store = givenStore()
  const [first, second] = [openCounts(store), openCounts(store)]
  expect(admitted(first, 100)).toBe(100)
  await pass(1)
  expect(second.admit('one')).toBe(0)
  await pass(1)
  expect(second.admit('one')).toBeGreaterThan(0)
})

test('requests do not go to the store one by one', async () => {
  const store = givenStore()
  const counts = openCounts(store, 1_000)
  for (let second = 0; second < 5; second++) {
    expect(admitted(counts, 40)).toBe(40)
    await pass(1_000)
  }
  expect(store.calls.length).toBeLessThanOrEqual(6)
  expect(store.calls.reduce((sum, more) => sum + more, 0)).toBe(200)
})

test('while the store is away a process counts alone, and tells it later', async () => {
  const store = givenStore()
  const counts = openCounts(store)
  store.isAway = true
  expect(admitted(counts, 60)).toBe(60)
  await pass(2_000)
  expect(admitted(counts, 60)).toBe(40)
  store.isAway = false
  await pass(1_000)
  expect(store.calls).toEqual([100])
})

test('after it is closed nothing is settled any more', async () => {
  const store = givenStore()
  const counts = openCounts(store)
  counts.admit('one')
  await counts.close()
  expect(store.calls).toEqual([1])
  await pass(5_000)
  expect(store.calls).toEqual([1])
})
