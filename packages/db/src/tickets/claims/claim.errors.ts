import { DetailedError, DomainError, type FieldIssue, InvalidInputError } from '../../errors.ts'

export const claimNotFound = (id: string): DomainError =>
  new DomainError('not_found', 'CLAIM_NOT_FOUND', `This ticket has no claim ${id}.`)

export const claimDecided = (status: string): DomainError =>
  new DomainError('conflict', 'CLAIM_DECIDED', `This claim is ${status} already, and a decision stands.`)

export const claimsUndecided = (ticketNumber: string, count: number): DomainError =>
  new DomainError(
    'conflict',
    'CLAIMS_UNDECIDED',
    `Ticket ${ticketNumber} has claims that nobody has decided (${count}): accept or reject them, then close it.`,
  )

export const claimsNeedOrder = (): InvalidInputError => {
  const message = 'only a ticket about an order has claims: name the order when you open it'
  return new InvalidInputError(`The input is not valid. claims: ${message}`, [{ path: 'claims', message }])
}

export const notInOrder = (orderNumber: string, issues: readonly FieldIssue[]): InvalidInputError =>
  new InvalidInputError(`The input is not valid. Order ${orderNumber} has no such line.`, issues)

export const orderCancelled = (orderNumber: string): DomainError =>
  new DomainError('conflict', 'ORDER_CANCELLED', `Order ${orderNumber} was cancelled: nothing of it can be claimed.`)

export const claimTooLarge = (orderNumber: string, issues: readonly FieldIssue[]): DetailedError =>
  new DetailedError(
    {
      kind: 'conflict',
      code: 'CLAIM_TOO_LARGE',
      message: `More is claimed than is delivered of order ${orderNumber}. ${issues.map(({ message }) => message).join('; ')}`,
    },
    issues,
  )

export const tooManyClaims = (most: number): DomainError =>
  new DomainError('conflict', 'TOO_MANY_CLAIMS', `A ticket has at most ${most} claims: open another one.`)
