import { defineEntity, p } from '@mikro-orm/core'

const SentMailSchema = defineEntity({
  name: 'SentMail',
  tableName: 'sent_mails',
  properties: {
    /** What the mail is about, such as `order-confirmation:<order id>`: each is sent once. */
    key: p.text().primary(),
    recipient: p.text(),
    subject: p.text(),
    messageId: p.text(),
    sentAt: p.datetime().index('sent_mails_sent_at_index'),
  },
})

/** The record that a promised mail has gone out. */
export class SentMail extends SentMailSchema.class {}
SentMailSchema.setClass(SentMail)
