import type { Ticket } from '../ticket.entity.ts'
import { nothingToFillIn, unknownPlaceholders } from './canned-reply.errors.ts'
import type { CannedReply } from './canned-reply.entity.ts'

/** What stands for a placeholder; null where a ticket has nothing of that kind. */
const values: Record<string, (ticket: Ticket) => string | null> = {
  customerName: ({ customer }) => customer.contactPerson(),
  businessName: ({ customer }) => customer.businessName,
  ticketNumber: ({ ticketNumber }) => ticketNumber,
  subject: ({ subject }) => subject,
  orderNumber: ({ order }) => order?.orderNumber ?? null,
}

export const placeholders = Object.keys(values).map((name) => `{{${name}}}`)

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g

/** @throws InvalidInputError naming placeholders that do not exist */
export function checkPlaceholders(body: string): void {
  const unknown = Array.from(body.matchAll(PLACEHOLDER), ([typed, name = '']) => ({ typed, name: name.trim() }))
    .filter(({ name }) => !Object.hasOwn(values, name))
    .map(({ typed }) => typed.slice(0, 50))
  if (unknown.length > 0) throw unknownPlaceholders(unknown.slice(0, 5), placeholders)
}

/**
 * The reply for a ticket. What is filled in is not looked through again: a customer called `{{orderNumber}}` stays so.
 * @param ticket with its customer and order loaded
 * @throws DomainError NOTHING_TO_FILL_IN where the reply names an order and there is none
 */
export const fillReply = ({ title, body }: Pick<CannedReply, 'title' | 'body'>, ticket: Ticket): string =>
  body.replace(PLACEHOLDER, (typed, name: string) => {
    const value = values[name.trim()]?.(ticket) ?? null
    if (value === null) throw nothingToFillIn(title, typed)
    return value
  })
