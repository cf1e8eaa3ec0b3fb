import { promisedOrderMails } from './orders/promised-order-mails.ts'
import type { PromisedMail } from './promised-mail.ts'

/** Every mail that the sweep looks after. A new one is added here. */
export const promisedMails: readonly PromisedMail[] = [...promisedOrderMails]
