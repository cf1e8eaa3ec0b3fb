import { type DesiDeliverClient, type Ticket, paginate } from '@desideliver/sdk'
import { CliError } from '../../cli-error.ts'
import { exitCodes } from '../../exit-codes.ts'
import { isId } from '../../is-id.ts'

/**
 * The ticket a person means by its number, such as `TKT20260309007`, or by its id.
 * @throws CliError, ApiError where there is none
 */
export async function getTicket({ api }: DesiDeliverClient, numberOrId: string): Promise<Ticket> {
  if (isId(numberOrId)) return await api.tickets.get.query({ id: numberOrId.toLowerCase() })
  const ticketNumber = numberOrId.trim().toUpperCase()
  // The search finds longer numbers that contain this one, too.
  const found = paginate((cursor) => api.tickets.list.query({ search: ticketNumber, limit: 100, cursor }))
  for await (const ticket of found)
    if (ticketNumber && ticket.ticketNumber === ticketNumber) return await api.tickets.get.query({ id: ticket.id })
  throw new CliError(`There is no ticket ${numberOrId}.`, {
    exitCode: exitCodes.notFound,
    nextStep: 'Find it with: desi tickets list --search <subject, text or customer>',
  })
}
