import type { TRPCRouterRecord } from '@trpc/server'
import { assignTicket } from './assign-ticket.ts'
import { attachToTicket } from './attach-to-ticket.ts'
import { changeTicketPriority } from './change-ticket-priority.ts'
import { changeTicketStatus } from './change-ticket-status.ts'
import { claimOrderLines } from './claims/claim-order-lines.ts'
import { decideClaim } from './claims/decide-claim.ts'
import { commentOnTicket } from './comment-on-ticket.ts'
import { listTickets } from './list-tickets.ts'
import { listDue } from './list-due-tickets.ts'
import { downloadAttachment } from './download-attachment.ts'
import { openTicket } from './open-ticket.ts'
import { rateTicket } from './rate-ticket.ts'
import { removeAttachment } from './remove-attachment.ts'
import { showTicket } from './show-ticket.ts'
import { showTicketStats } from './show-ticket-stats.ts'
import { watchTickets } from './watch-tickets.ts'

export const ticketsRouter = {
  create: openTicket,
  list: listTickets,
  due: listDue,
  get: showTicket,
  watch: watchTickets,
  stats: showTicketStats,
  comment: commentOnTicket,
  attach: attachToTicket,
  downloadAttachment,
  removeAttachment,
  claim: claimOrderLines,
  decideClaim,
  rate: rateTicket,
  changeStatus: changeTicketStatus,
  changePriority: changeTicketPriority,
  assign: assignTicket,
} satisfies TRPCRouterRecord
