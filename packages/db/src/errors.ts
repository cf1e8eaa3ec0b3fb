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

/** One bad field of the input, or one line that stands in the way: where it stands and what is wrong with it. */
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
  /** The bad fields of an input, or the lines that stand in the way. */
  readonly issues: readonly FieldIssue[] = []

  constructor(kind: ErrorKind, code: string, message: string) {
    super(message)
    this.kind = kind
    this.code = code
  }
}

/** A refusal that names each part it is about, such as the lines of a cart that cannot be ordered. */
export class DetailedError extends DomainError {
  override readonly issues: readonly FieldIssue[]

  constructor({ kind, code, message }: Pick<DomainError, 'kind' | 'code' | 'message'>, issues: readonly FieldIssue[]) {
    super(kind, code, message)
    this.issues = issues
  }
}

/** An input that breaks its schema. */
export class InvalidInputError extends DetailedError {
  constructor(message: string, issues: readonly FieldIssue[]) {
    super({ kind: 'invalid', code: 'INVALID_INPUT', message }, issues)
  }
}
