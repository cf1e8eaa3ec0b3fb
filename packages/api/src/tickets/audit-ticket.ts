import { recordAudit } from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import { auditedBy } from '../audited-by.ts'
import type { Context, SignedIn } from '../context.ts'

/** A request of someone who is signed in. */
export type TicketContext = Context & Pick<SignedIn, 'user' | 'apiKeyId'>

interface StaffAct {
  ticketId: string
  /** Such as `open`, for `tickets.open`. */
  action: string
  now: Date
  before?: Record<string, unknown>
  after: Record<string, unknown>
}

/** Notes what staff did to a ticket. */
export function auditTicket(em: EntityManager, ctx: TicketContext, act: StaffAct): void {
  recordAudit(em, {
    ...auditedBy(ctx),
    now: act.now,
    action: `tickets.${act.action}`,
    object: { type: 'ticket', id: act.ticketId },
    before: act.before ?? null,
    after: act.after,
  })
}
