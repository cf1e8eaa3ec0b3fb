import { DomainError } from '../errors.ts'

/** So many lines, and so many exports that are not finished, are as many as anyone may have. */
export const MAX_EXPORT_ROWS = 2_000_000
export const MAX_UNFINISHED_EXPORTS = 5

export const exportNotFound = (id: string): DomainError =>
  new DomainError(
    'not_found',
    'EXPORT_NOT_FOUND',
    `There is no export ${id} of yours: exports are deleted after a week.`,
  )

export const exportNotReady = (status: string): DomainError =>
  new DomainError('conflict', 'EXPORT_NOT_READY', `This export is ${status}: it can be downloaded once it is finished.`)

export const exportFailed = (reason: string | null): DomainError =>
  new DomainError(
    'conflict',
    'EXPORT_FAILED',
    `This export has failed: ${reason ?? 'nobody knows why'} Request it anew.`,
  )

export const exportTooLarge = (rows: number): DomainError =>
  new DomainError(
    'conflict',
    'EXPORT_TOO_LARGE',
    `These days have ${rows} lines, and an export holds ${MAX_EXPORT_ROWS} at most: choose fewer days.`,
  )

export const tooManyExports = (): DomainError =>
  new DomainError(
    'conflict',
    'TOO_MANY_EXPORTS',
    `You have ${MAX_UNFINISHED_EXPORTS} exports that are not finished: wait for one, or delete one.`,
  )

export const exportGivenUp = (tries: number): DomainError =>
  new DomainError('unavailable', 'EXPORT_GIVEN_UP', `It was given up after ${tries} tries that failed on our side.`)
