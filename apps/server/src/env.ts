import { parseBusinessWeek, parseSupportTargets, weekdays } from '@desideliver/db'
import { z } from 'zod'

const switchOf = (fallback: 'on' | 'off') =>
  z
    .enum(['on', 'off'])
    .default(fallback)
    .transform((value) => value === 'on')

const wholeNumber = (min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error })
}

const timeZone = z.string().refine((zone) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}, 'must be an IANA time zone such as America/Chicago')

/** Read by a function that says what is wrong. */
const written = <Value>(read: (text: string) => Value, fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((text, context) => {
      try {
        return read(text)
      } catch (error) {
        context.addIssue({ code: 'custom', message: error instanceof RangeError ? error.message : 'cannot be read' })
        return z.NEVER
      }
    })

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  )

const clockTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time of the day such as 16:30')

/** Known to everyone: what it seals is only sealed for show. */
const DEVELOPMENT_KEY = 'a development key that everyone may know'

/** Every setting, in the order of `.env.example`, which documents them. */
const Env = z
  .object({
    NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
    PORT: wholeNumber(0, 65_535).default(8000),
    HOST: z.string().default('127.0.0.1'),
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    WEB_URL: z.url({ protocol: /^https?$/ }).optional(),
    ALLOWED_ORIGINS: list.pipe(z.array(z.url())),
    TRUST_PROXY: list,
    DATABASE_URL: z
      .url({ protocol: /^postgres(ql)?$/, error: 'must look like postgresql://user:password@host:5432/name' })
      .optional(),
    DATABASE_POOL_SIZE: wholeNumber(1, 100).default(10),
    CATALOGUE_CACHE_MB: wholeNumber(0, 4_096).default(64),
    DATA_FOLDER: z.string().default('.data'),
    WORKER: switchOf('on'),
    SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must look like smtp://user:password@host:587' }).optional(),
    MAIL_FROM: z.string().min(3).default('DesiDeliver <orders@desideliver.test>'),
    COORDINATOR_EMAIL: z.email().default('coordinator@desideliver.test'),
    SUPPORT_EMAIL: z.email().default('support@desideliver.test'),
    BUSINESS_TIME_ZONE: timeZone.default('America/Chicago'),
    DELIVERY_DAYS: list
      .transform((days) => (days.length > 0 ? days : [...weekdays]))
      .pipe(z.array(z.enum(weekdays, { error: `must be days of ${weekdays.join(', ')}` }))),
    DELIVERY_CUT_OFF: clockTime.default('18:00'),
    DELIVERY_HORIZON_DAYS: wholeNumber(1, 3_650).default(365),
    CLOSED_DAYS: list.pipe(z.array(z.iso.date({ error: 'must be days such as 2026-11-26' }))),
    SUPPORT_HOURS: written(parseBusinessWeek, 'mon-fri 08:00-18:00, sat 09:00-13:00'),
    SUPPORT_TARGETS: written(parseSupportTargets, 'urgent 1/8, high 4/16, medium 8/40, low 16/80'),
    SECRET_KEY: z.string().min(32, { error: 'must have at least 32 characters' }).default(DEVELOPMENT_KEY),
    REQUIRE_STAFF_2FA: switchOf('off'),
    ORDERS_REQUIRE_VERIFIED_BUSINESS: switchOf('off'),
    RATE_LIMITS: switchOf('on'),
    METRICS_TOKEN: z.string().min(16, { error: 'must have at least 16 characters' }).optional(),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional(),
  })
  .superRefine((env, context) => {
    if (env.NODE_ENV !== 'production') return
    if (env.SECRET_KEY === DEVELOPMENT_KEY)
      context.addIssue({ code: 'custom', path: ['SECRET_KEY'], message: 'must be set in production' })
    if (!env.RATE_LIMITS)
      context.addIssue({ code: 'custom', path: ['RATE_LIMITS'], message: 'cannot be off in production' })
    for (const name of ['DATABASE_URL', 'SMTP_URL', 'PUBLIC_URL'] as const)
      if (!env[name]) context.addIssue({ code: 'custom', path: [name], message: 'must be set in production' })
  })

export type Settings = Readonly<z.infer<typeof Env>>

/** Something the person who starts the server can put right. Its message is all they need to see. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

/**
 * Reads every setting once.
 * @param variables such as `process.env`; an empty value counts as not set
 * @throws StartError naming each variable that is wrong, on one line
 */
export function readSettings(variables: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const result = Env.safeParse(given)
  if (result.success) return result.data
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new StartError(`The settings are not valid (see .env.example). ${faults.join('; ')}`)
}
