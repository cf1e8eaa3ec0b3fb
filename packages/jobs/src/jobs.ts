import { mailAccountLink } from './accounts/mail-account-link.job.ts'
import { mailAccountNotice } from './accounts/mail-account-notice.job.ts'
import { mailPasswordReset } from './accounts/mail-password-reset.job.ts'
import { deleteExpiredRows } from './cleaning/delete-expired-rows.job.ts'
import { writeExport } from './exports/write-export.job.ts'
import type { WorkerJob } from './job.ts'
import { mailDailySummary } from './orders/mail-daily-summary.job.ts'
import { mailNewOrder } from './orders/mail-new-order.job.ts'
import { mailOrderConfirmation } from './orders/mail-order-confirmation.job.ts'
import { mailOrderStatus } from './orders/mail-order-status.job.ts'
import { mailShortDelivery } from './orders/mail-short-delivery.job.ts'
import { sendDailySummary } from './orders/send-daily-summary.job.ts'
import { mailNewTicket } from './tickets/mail-new-ticket.job.ts'
import { mailTicketChange } from './tickets/mail-ticket-change.job.ts'
import { mailTicketComment } from './tickets/mail-ticket-comment.job.ts'
import { mailTicketOpened } from './tickets/mail-ticket-opened.job.ts'
import { sendForgottenMails } from './sweep/send-forgotten-mails.job.ts'

/** Every job a worker does. A new one is added here. */
export const jobs: readonly WorkerJob[] = [
  mailOrderConfirmation,
  mailNewOrder,
  mailOrderStatus,
  mailShortDelivery,
  mailDailySummary,
  sendDailySummary,
  writeExport,
  mailTicketOpened,
  mailNewTicket,
  mailTicketComment,
  mailTicketChange,
  mailAccountLink,
  mailAccountNotice,
  mailPasswordReset,
  sendForgottenMails,
  deleteExpiredRows,
]
