import { DomainError, InvalidInputError } from '../errors.ts'
import { type TicketPriority, type TicketStatus, nextTicketStatuses } from './ticket-words.ts'

export const ticketNotFound = (id: string): DomainError =>
  new DomainError('not_found', 'TICKET_NOT_FOUND', `There is no ticket ${id}.`)

export const ticketClosed = (ticketNumber: string): DomainError =>
  new DomainError(
    'conflict',
    'TICKET_CLOSED',
    `Ticket ${ticketNumber} is closed and takes neither comments nor changes: open a new one that names it.`,
  )

export function invalidTicketStatus(
  { ticketNumber, status }: { ticketNumber: string; status: TicketStatus },
  to: TicketStatus,
): DomainError {
  const words = `Ticket ${ticketNumber} is ${status} and cannot become ${to}`
  const wayOut = nextTicketStatuses(status).join(' or ')
  return new DomainError('conflict', 'INVALID_STATUS_TRANSITION', `${words}: it can become ${wayOut}.`)
}

export const ticketNotClosed = ({
  ticketNumber,
  status,
}: {
  ticketNumber: string
  status: TicketStatus
}): DomainError =>
  new DomainError(
    'conflict',
    'TICKET_NOT_CLOSED',
    `Ticket ${ticketNumber} is ${status}: say how satisfied you are once it is closed.`,
  )

export const alreadyRated = (ticketNumber: string): DomainError =>
  new DomainError('conflict', 'ALREADY_RATED', `You have rated ticket ${ticketNumber} already: a score stays.`)

export const notAssignable = (name: string, why: string): DomainError =>
  new DomainError(
    'conflict',
    'NOT_ASSIGNABLE',
    `${name} ${why}: a ticket goes to staff or admins whose account is enabled, or to nobody.`,
  )

export const notesAreForStaff = (): DomainError =>
  new DomainError('forbidden', 'FORBIDDEN', 'Internal notes are for staff only: leave `internal` out.')

/** Nothing that a conversation of people comes near to. */
export const MAX_COMMENTS = 500

export const tooManyComments = (ticketNumber: string): DomainError =>
  new DomainError(
    'conflict',
    'TICKET_FULL',
    `Ticket ${ticketNumber} has ${MAX_COMMENTS} comments and takes no more: open a new one that names it.`,
  )

export const justificationMissing = (priority: TicketPriority): DomainError => {
  const message = `say why the priority is ${priority}, or leave it at medium or low`
  return new InvalidInputError(`The input is not valid. justification: ${message}`, [
    { path: 'justification', message },
  ])
}

/** Customers open tickets for themselves, staff for the customer who calls. */
export const customerToName = (message: string): DomainError =>
  new InvalidInputError(`The input is not valid. customerId: ${message}`, [{ path: 'customerId', message }])
