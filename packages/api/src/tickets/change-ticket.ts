import {
  type Ticket,
  type TicketAct,
  type TicketChange,
  User,
  getTicket,
  getTicketForUpdate,
  inTransaction,
  isStaff,
} from '@desideliver/db'
import { enqueue, mailTicketChange } from '@desideliver/jobs'
import type { EntityManager } from '@mikro-orm/postgresql'
import { type TicketContext, auditTicket } from './audit-ticket.ts'

interface Asked {
  id: string
  reason: string | undefined
  /** @returns null where nothing changes */
  change: (ticket: Ticket, act: TicketAct, em: EntityManager) => TicketChange | null | Promise<TicketChange | null>
}

/**
 * Every change of a ticket goes through here: lock, rule, audit of staff, and mail, in one transaction. A change that
 * changes nothing leaves no trace, so that a retry does no harm.
 */
export function changeTicket(ctx: TicketContext, { id, reason, change }: Asked): Promise<Ticket> {
  return inTransaction(ctx.em, async (em) => {
    const ticket = await getTicketForUpdate(em, id, ctx.user)
    const by = await em.findOneOrFail(User, ctx.user.id)
    const now = ctx.now()
    const changed = await change(ticket, { by, reason: reason ?? null, now }, em)
    if (changed) {
      const { field, oldValue, newValue } = changed
      const after = { [field]: newValue, ...(reason !== undefined && { reason }) }
      const before = { [field]: oldValue }
      if (isStaff(by)) auditTicket(em, ctx, { ticketId: ticket.id, action: `change-${field}`, now, before, after })
      await em.flush()
      await enqueue(ctx, em, { job: mailTicketChange, payload: { changeId: changed.id } })
    }
    return getTicket(em, id, ctx.user)
  })
}
