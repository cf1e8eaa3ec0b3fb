import { DomainError } from '../errors.ts'

export const apiKeyNotFound = (id: string): DomainError =>
  new DomainError('not_found', 'API_KEY_NOT_FOUND', `There is no API key ${id}.`)
