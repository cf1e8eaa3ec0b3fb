import type { TRPCRouterRecord } from '@trpc/server'
import { assignTicket } from './assign-ticket.ts'
import { changeTicketPriority } from './change-ticket-priority.ts'
import { changeTicketStatus } from './change-ticket-status.ts'
import { commentOnTicket } from './comment-on-ticket.ts'
import { listTickets } from './list-tickets.ts'
import { listDue } from './list-due-tickets.ts'
import { openTicket } from './open-ticket.ts'
import { rateTicket } from './rate-ticket.ts'
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
  rate: rateTicket,
  changeStatus: changeTicketStatus,
  changePriority: changeTicketPriority,
  assign: assignTicket,
} satisfies TRPCRouterRecord
