import { promisedAccountMails } from './accounts/promised-account-mails.ts'
import { promisedOrderMails } from './orders/promised-order-mails.ts'
import type { PromisedMail } from './promised-mail.ts'
import { promisedTicketMails } from './tickets/promised-ticket-mails.ts'

/** Every mail that the sweep looks after. A new one is added here. */
export const promisedMails: readonly PromisedMail[] = [
  ...promisedOrderMails,
  ...promisedTicketMails,
  ...promisedAccountMails,
]
