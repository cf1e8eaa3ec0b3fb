import { accountMailFixtures } from './accounts/account-mails.fixture.ts'
import type { MailFixture } from './mail/mail-fixture.ts'
import { orderMailFixtures } from './orders/order-mails.fixture.ts'
import { ticketMailFixtures } from './tickets/ticket-mails.fixture.ts'

/** Every template with invented contents. A new one is added here. */
export const mailFixtures: readonly MailFixture[] = [
  ...orderMailFixtures,
  ...ticketMailFixtures,
  ...accountMailFixtures,
]

export { toMail } from './mail/draft.ts'
export { writeMessage } from './mail/mailer.ts'
