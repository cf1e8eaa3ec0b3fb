import { TRPCClientError } from '@trpc/client'
import type { AppRouter } from './router.ts'

/** A bad field of the input. */
export interface FieldIssue {
  /** Where it stands, such as `lines.0.quantity`. */
  path: string
  message: string
}

interface ErrorDetails {
  code: string
  status: number
  issues?: FieldIssue[]
  requestId?: string | null
}

/**
 * The one error every call of the client throws.
 *
 * @example
 * try {
 *   await client.api.orders.create.mutate({})
 * } catch (error) {
 *   if (isApiError(error, 'OUT_OF_STOCK')) console.log(error.message)
 *   else throw error
 * }
 */
export class ApiError extends TRPCClientError<AppRouter> {
  override readonly name: string = 'ApiError'
  /** Stable word, such as `OUT_OF_STOCK`; `NETWORK_ERROR` where no answer came. */
  readonly code: string
  /** HTTP status; 0 where no answer came. */
  readonly status: number
  /** The bad fields of an input that was refused. */
  readonly issues: readonly FieldIssue[]
  /** What to quote when asking for help; null where no answer came. */
  readonly requestId: string | null

  constructor(message: string, { code, status, issues = [], requestId = null }: ErrorDetails, cause?: Error) {
    super(message, cause ? { cause } : {})
    // The parent makes every instance its own, which would hide the class from `instanceof`.
    Object.setPrototypeOf(this, ApiError.prototype)
    this.code = code
    this.status = status
    this.issues = issues
    this.requestId = requestId
  }
}

/**
 * Whether something thrown is an `ApiError`, and if a code is given, one with that code.
 *
 * @example
 * if (isApiError(error, 'UNAUTHENTICATED')) await client.signIn(credentials)
 */
export function isApiError(error: unknown, code?: string): error is ApiError {
  return error instanceof ApiError && (code === undefined || error.code === code)
}

/** Makes an `ApiError` of whatever a tRPC call ended with. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  const data = error instanceof TRPCClientError ? (error as TRPCClientError<AppRouter>).data : undefined
  if (data && error instanceof Error) return new ApiError(error.message, { ...data, status: data.httpStatus })
  const body = error instanceof TRPCClientError ? findErrorBody(error.meta) : undefined
  return body ?? networkError(error)
}

/** Refusals that came before tRPC, such as a body that is too large, have the plain shape of REST. */
function findErrorBody(meta: Record<string, unknown> | undefined): ApiError | undefined {
  const { responseJSON, response } = meta ?? {}
  const status = response instanceof Response ? response.status : 0
  return readErrorBody(responseJSON, status)
}

/** Reads the error shape of the server from a parsed body, if it is one. */
export function readErrorBody(body: unknown, status: number): ApiError | undefined {
  if (typeof body !== 'object' || body === null || !('code' in body) || !('message' in body)) return undefined
  const { code, message, ...rest } = body as {
    code: string
    message: string
    issues?: FieldIssue[]
    requestId?: string
  }
  return new ApiError(message, { ...rest, code, status })
}

export function networkError(error: unknown): ApiError {
  const cause = error instanceof Error ? error : new Error(String(error))
  const reason = cause.cause instanceof Error ? cause.cause.message || cause.message : cause.message
  return new ApiError(`The server did not answer: ${reason}`, { code: 'NETWORK_ERROR', status: 0 }, cause)
}
