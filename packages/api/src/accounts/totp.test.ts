import { expect, test } from 'vitest'
import { findTotpStep, newTotpSecret, totpUri } from './totp.ts'

/** The key of RFC 6238, Appendix B: `12345678901234567890`. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const at = (seconds: number): Date => new Date(seconds * 1_000)

test.each([
  [59, '287082', 1],
  [1_111_111_109, '081804', 37_037_036],
  [1_234_567_890, '005924', 41_152_263],
  [20_000_000_000, '353130', 666_666_666],
])('at %d s the code of RFC 6238 is %s', (seconds, code, step) => {
  expect(findTotpStep(secret, code, at(seconds))).toBe(step)
})

test.each([
  [29, null],
  [30, 37_037_036],
  [59, 37_037_036],
  [60, 37_037_036],
  [119, 37_037_036],
  [120, null],
])('a clock may be one step off and no more: %d s', (seconds, step) => {
  // The step of this code begins 60 s after the moment the cases count from.
  const start = 37_037_036 * 30 - 60
  expect(findTotpStep(secret, '081804', at(start + seconds))).toBe(step)
})

test.each(['', '08180', '0818040', '081805', 'abcdef', '０８１８０４'])('%j is no code', (code) => {
  expect(findTotpStep(secret, code, at(1_111_111_109))).toBe(null)
})

test('each secret is new, has 160 bits and goes into an address that apps read', () => {
  const [one, another] = [newTotpSecret(), newTotpSecret()]
  expect(one).toMatch(/^[A-Z2-7]{32}$/)
  expect(one).not.toBe(another)
  const uri = new URL(totpUri(one, 'staff@example.com'))
  expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual([
    'otpauth:',
    'totp',
    '/DesiDeliver:staff@example.com',
  ])
  expect(uri.searchParams.get('secret')).toBe(one)
  expect(uri.searchParams.get('issuer')).toBe('DesiDeliver')
})
