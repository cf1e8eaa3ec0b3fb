import { DomainError, type User, isStaff } from '@desideliver/db'
import { initTRPC } from '@trpc/server'
import superjson from 'superjson'
import type { Context, SignedIn } from './context.ts'
import { findRefusal, statusOf, toErrorBody, toTrpcError } from './error-body.ts'
import type { Access, ApiMeta } from './meta.ts'
import { requestIds } from './request-id.ts'

const t = initTRPC
  .context<Context>()
  .meta<ApiMeta>()
  .create({
    transformer: superjson,
    // A stream ends now and then, so that its client comes back and is let in anew; pings show that it lives.
    sse: {
      maxDurationMs: 10 * 60_000,
      ping: { enabled: true, intervalMs: 15_000 },
      client: { reconnectAfterInactivityMs: 40_000 },
    },
    errorFormatter({ shape, error, ctx }) {
      const refusal = findRefusal(error) ?? fault
      const requestId = ctx?.requestId ?? requestIds.getStore() ?? 'unknown'
      return {
        ...shape,
        message: refusal.message,
        data: { ...toErrorBody(refusal, requestId), httpStatus: statusOfAny(refusal) },
      }
    },
  })

/** What anyone learns of a fault of ours: the request id, under which the log has the rest. */
export const fault = new DomainError(
  'unavailable',
  'INTERNAL_ERROR',
  'Something went wrong on our side. It has been logged.',
)

export const statusOfAny = (refusal: DomainError): number => (refusal === fault ? 500 : statusOf(refusal))

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/**
 * The one place where what was thrown becomes what is answered. Who has changed something sees it in the next answer:
 * this process has heard of it before it says so.
 */
const finish = t.middleware(async ({ ctx, path, type, next }) => {
  const result = await next()
  if (type === 'mutation') await ctx.catchUp()
  if (result.ok) return result
  const refusal = findRefusal(result.error)
  if (!refusal) ctx.log.error({ err: result.error.cause ?? result.error, path }, 'A procedure failed')
  throw refusal ? toTrpcError(refusal) : result.error
})

const base = t.procedure.use(finish)

export const unauthenticated = (): DomainError =>
  new DomainError('unauthenticated', 'UNAUTHENTICATED', 'Sign in first: the token is missing, wrong or expired.')

type Restricted = Exclude<Access, 'anyone'>

const people: Record<Restricted, string> = {
  'signed-in': 'those who are signed in',
  customer: 'customers',
  staff: 'staff',
  admin: 'admins',
}

const forbidden = (access: Restricted): DomainError =>
  new DomainError('forbidden', 'FORBIDDEN', `This is for ${people[access]} only.`)

const mayCall: Record<Restricted, (user: User) => boolean> = {
  'signed-in': () => true,
  customer: (user) => user.role === 'customer',
  staff: (user) => user.role === 'staff' || user.role === 'admin',
  admin: (user) => user.role === 'admin',
}

const procedureFor = (access: Restricted) =>
  base.meta({ access }).use(async ({ ctx, meta, next }) => {
    const signedIn = await ctx.signedIn()
    if (!signedIn) throw unauthenticated()
    if (!mayCall[access](signedIn.user)) throw forbidden(access)
    if (ctx.policy.requireStaffTwoFactor && !meta?.beforeSecondFactor) requireSecondFactor(signedIn.user)
    requireScope(signedIn, meta)
    const { user, sessionId, apiKeyId } = signedIn
    return next({ ctx: { user, sessionId, apiKeyId } })
  })

/** Sessions opened before the second factor end with its enrolment: to have enrolled is to have shown it. */
function requireSecondFactor(user: User): void {
  if (!isStaff(user) || user.totpEnabledAt) return
  throw new DomainError(
    'forbidden',
    'TWO_FACTOR_REQUIRED',
    'Staff need a second factor here: enrol one with POST /auth/totp/enrol, then confirm it.',
  )
}

/** A key never does what its scopes do not name, and never what only a person may do. */
function requireScope({ scopes }: SignedIn, meta: ApiMeta | undefined): void {
  if (scopes === null || (meta?.scope && scopes.includes(meta.scope))) return
  const missing = meta?.scope ? `This API key lacks the scope ${meta.scope}.` : 'No API key may do this: sign in.'
  throw new DomainError('forbidden', 'SCOPE_MISSING', missing)
}

/** A procedure starts from one of these: each says who may call it. */
export const publicProcedure = base.meta({ access: 'anyone' })
export const signedInProcedure = procedureFor('signed-in')
export const customerProcedure = procedureFor('customer')
export const staffProcedure = procedureFor('staff')
export const adminProcedure = procedureFor('admin')
