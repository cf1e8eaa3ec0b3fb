/** What went wrong, in the terms every surface maps to its own status. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_large'
  | 'unsupported'
  | 'unprocessable'
  | 'limited'
  | 'unavailable'

/** One bad field of the input: where it stands and what is wrong with it. */
export interface FieldIssue {
  path: string
  message: string
}

/**
 * A refusal the caller can understand and act on. Everything else that is thrown is a fault of ours
 * and reaches nobody but the log.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError'
  readonly kind: ErrorKind
  /** Stable word for programs, such as `OUT_OF_STOCK`. */
  readonly code: string
  /** The bad fields, where an input was refused for them. */
  readonly issues: readonly FieldIssue[] = []

  constructor(kind: ErrorKind, code: string, message: string) {
    super(message)
    this.kind = kind
    this.code = code
  }
}

/** An input that breaks its schema. */
export class InvalidInputError extends DomainError {
  override readonly issues: readonly FieldIssue[]

  constructor(message: string, issues: readonly FieldIssue[]) {
    super('invalid', 'INVALID_INPUT', message)
    this.issues = issues
  }
}
