import { DomainError } from '../errors.ts'

export const productNotFound = (idOrCode: string): DomainError =>
  new DomainError('not_found', 'PRODUCT_NOT_FOUND', `There is no product ${idOrCode}.`)
