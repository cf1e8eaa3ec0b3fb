import { expect, test } from 'vitest'
import { hashPassword, passwordMatches } from './passwords.ts'

test('a password matches its hash alone, and nothing matches where there is no hash', async () => {
  const stored = await hashPassword('a long enough password')
  expect(await hashPassword('a long enough password')).not.toBe(stored)
  expect(await passwordMatches(stored, 'a long enough password')).toBe(true)
  expect(await passwordMatches(stored, 'A long enough password')).toBe(false)
  expect(await passwordMatches(null, 'a long enough password')).toBe(false)
})

test('who comes when 300 wait is told to come back, known or not, and the rest are served', async () => {
  const stored = await hashPassword('a long enough password')
  const guesses = Array.from({ length: 340 }, (_, index) => passwordMatches(index % 2 ? stored : null, 'wrong'))
  const results = await Promise.allSettled(guesses)
  const refused = results.filter((result) => result.status === 'rejected')
  expect(refused.length).toBeGreaterThanOrEqual(38)
  expect(refused.length).toBeLessThanOrEqual(40)
  for (const { reason } of refused) expect(reason).toMatchObject({ kind: 'unavailable', code: 'OVERLOADED' })
  expect(await passwordMatches(stored, 'a long enough password')).toBe(true)
})

test('the event loop turns while many wait', async () => {
  let longest = 0
  let last = performance.now()
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 1)
  await Promise.all(Array.from({ length: 80 }, () => passwordMatches(null, 'wrong')))
  clearInterval(timer)
  expect(longest).toBeGreaterThan(0)
  expect(longest).toBeLessThan(400)
})
