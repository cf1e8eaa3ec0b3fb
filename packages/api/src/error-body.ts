import { DomainError, type ErrorKind, type FieldIssue, InvalidInputError } from '@desideliver/db'
import { TRPCError } from '@trpc/server'
import { z } from 'zod'
import { LimitedError } from './rate-limits.ts'

/** The one shape of every error, on every surface. */
export const ErrorBody = z
  .strictObject({
    code: z.string().meta({ description: 'Stable word for programs', example: 'OUT_OF_STOCK' }),
    message: z.string().meta({ description: 'What went wrong and what would have worked' }),
    requestId: z.string().meta({ description: 'Quote it when you ask for help' }),
    issues: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Error' })

export type ErrorBody = z.infer<typeof ErrorBody>

const trpcCodes: Record<ErrorKind, TRPCError['code']> = {
  invalid: 'BAD_REQUEST',
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  conflict: 'CONFLICT',
  too_large: 'PAYLOAD_TOO_LARGE',
  unsupported: 'UNSUPPORTED_MEDIA_TYPE',
  unprocessable: 'UNPROCESSABLE_CONTENT',
  limited: 'TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
}

const statuses: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported: 415,
  unprocessable: 422,
  limited: 429,
  unavailable: 503,
}

/** Seconds a client should wait before it tries again, by kind of refusal. */
const retryAfterSeconds: Partial<Record<ErrorKind, number>> = { limited: 60, unavailable: 2 }

/** What to send as `Retry-After`, if anything. */
export const retryAfterOf = (error: DomainError): number | undefined =>
  error instanceof LimitedError ? error.retryAfterSeconds : retryAfterSeconds[error.kind]

export const statusOf = (error: DomainError): number => statuses[error.kind]

/** A tRPC error that carries its domain error as the cause, for the formatters to show. */
export const toTrpcError = (cause: DomainError): TRPCError =>
  new TRPCError({ code: trpcCodes[cause.kind], message: cause.message, cause })

export function toErrorBody({ code, message, issues }: DomainError, requestId: string): ErrorBody {
  return { code, message, requestId, ...(issues.length > 0 && { issues: [...issues] }) }
}

/**
 * The refusal behind whatever was thrown, or null where it is a fault of ours.
 * Faults of the database that pass by themselves count as refusals: try again.
 */
export function findRefusal(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error
  if (error instanceof z.ZodError || isZodLike(error)) return invalidInput(error.issues)
  if (isDatabaseAway(error))
    return new DomainError(
      'unavailable',
      'UNAVAILABLE',
      'The service is busy or its database is away: try again shortly.',
    )
  if (error instanceof TRPCError) return findRefusal(error.cause) ?? refusalOfTrpc(error)
  return error instanceof Error && error.cause !== undefined ? findRefusal(error.cause) : null
}

const isZodLike = (error: unknown): error is z.core.$ZodError => error instanceof z.core.$ZodError

/** What tRPC itself refuses before any procedure runs. */
function refusalOfTrpc({ code, message, cause }: TRPCError): DomainError | null {
  const kind = (Object.keys(trpcCodes) as ErrorKind[]).find((candidate) => trpcCodes[candidate] === code)
  if (code === 'PARSE_ERROR' || cause instanceof SyntaxError)
    return new DomainError('invalid', 'INVALID_JSON', 'The request is not valid JSON.')
  if (code === 'METHOD_NOT_SUPPORTED') return new DomainError('invalid', 'METHOD_NOT_SUPPORTED', message)
  return kind ? new DomainError(kind, code, message) : null
}

function invalidInput(issues: readonly z.core.$ZodIssue[]): DomainError {
  const fields = issues.flatMap(toFieldIssues).slice(0, 50)
  const named = fields.map((issue) => (issue.path ? `${issue.path}: ${issue.message}` : issue.message))
  return new InvalidInputError(`The input is not valid. ${named.slice(0, 5).join('; ')}`, fields)
}

function toFieldIssues(issue: z.core.$ZodIssue): FieldIssue[] {
  const path = issue.path.map((part) => String(part).slice(0, 100)).join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [path, key.slice(0, 100)].filter(Boolean).join('.'),
      message: 'There is no such field',
    }))
  return [{ path, message: issue.message }]
}

/** PostgreSQL codes (Appendix A) and Node's network codes that mean: not now. */
const awayCodes = new Set([
  '53300',
  '57P01',
  '57P02',
  '57P03',
  '57014',
  '55P03',
  '25P03',
  '40001',
  '40P01',
  '08000',
  '08003',
  '08006',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
])

function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && awayCodes.has(String(error.code))) return true
  return /timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client has encountered a connection error/.test(
    error.message,
  )
}
