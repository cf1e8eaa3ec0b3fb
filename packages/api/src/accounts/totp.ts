import { Secret, TOTP } from 'otpauth'

/** How many steps a clock may be off, either way. */
const WINDOW = 1

/** A new secret of 160 bits, in base32 as people type it. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

/** What an authenticator app reads from a QR code. */
export const totpUri = (secret: string, email: string): string => totpOf(secret, email).toString()

/** Whether it looks like a code of an authenticator app. */
export const isTotpCode = (code: string): boolean => /^\d{6}$/.test(code)

/**
 * Which time step of 30 seconds the code belongs to, or null where it belongs to none of the present.
 * The step never goes back: remembering the last makes each code work once.
 */
export function findTotpStep(secret: string, code: string, now: Date): number | null {
  // The library throws at six characters that are more than six bytes.
  if (!isTotpCode(code)) return null
  const totp = totpOf(secret)
  const timestamp = now.getTime()
  const delta = totp.validate({ token: code, timestamp, window: WINDOW })
  return delta === null ? null : totp.counter({ timestamp }) + delta
}

const totpOf = (secret: string, label = ''): TOTP => new TOTP({ issuer: 'DesiDeliver', label, secret })
