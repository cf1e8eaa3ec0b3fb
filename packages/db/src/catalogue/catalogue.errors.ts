import { DomainError } from '../errors.ts'

export const invalidCsv = (reason: string): DomainError =>
  new DomainError('invalid', 'INVALID_CSV', `The catalogue was not read: ${reason}`)

export const importRunning = (): DomainError =>
  new DomainError('conflict', 'IMPORT_RUNNING', 'Another import is running: try again when it is done.')
