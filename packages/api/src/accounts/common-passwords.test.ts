import { expect, test } from 'vitest'
import { isCommonPassword } from './common-passwords.ts'

test.each([
  'password123',
  'Password2026!',
  'QWERTYUIOP',
  '1234567890',
  'q1w2e3r4t5y6',
  '1qaz2wsx3edc!',
  '!!dragon123',
  'letmein12345',
  'passwordpassword',
  'abcabcabcabc',
  '            ',
])('%j is common', (password) => expect(isCommonPassword(password)).toBe(true))

test.each([
  'a long enough password',
  'correct horse battery staple',
  'fish8302759164',
  '83 saffron 02 jars',
  'x7!kQ2#pLw9',
  'பருப்பு சாதம்',
])('%j is not', (password) => expect(isCommonPassword(password)).toBe(false))

test('the worst 128 characters are judged at once', () => {
  const start = performance.now()
  for (const password of [`${'ab'.repeat(63)}xy`, '1'.repeat(127) + 'x', 'a1'.repeat(64)]) isCommonPassword(password)
  expect(performance.now() - start).toBeLessThan(200)
})
