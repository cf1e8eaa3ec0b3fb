import type { Mail } from './mailer.ts'

/** A mail that has still to be given the id it is known by. */
export interface Draft extends Omit<Mail, 'messageId' | 'references'> {
  /** The key of the mail that began the matter. */
  follows?: string
}

/** A draft, and what it is about, such as `order-confirmation:<order id>`. */
export type KeyedDraft = Draft & { key: string }

/** A header is one line: whatever a customer typed, a line break in it is a space. */
const oneLine = (value: string): string => value.replace(/\p{Cc}+/gu, ' ').trim()

const plainAddress = ({ name, address }: Mail['to']): Mail['to'] => ({ name: oneLine(name), address })

/** No folder, and nothing that leads out of one. */
const plainName = (fileName: string): string => oneLine(fileName).replace(/[/\\:]+/g, '_')

/** The same for the same key: a mail sent twice is seen to be one, and later mails can refer to it. */
const messageIdOf = (key: string, domain: string): string => `${key.replace(/[^\w-]+/g, '.')}@${domain}`

/**
 * The mail as it goes out.
 * @param domain of the sender, in which ids of mails are unique
 */
export function toMail({ key, follows, ...draft }: KeyedDraft, domain: string): Mail {
  return {
    ...draft,
    to: plainAddress(draft.to),
    ...(draft.replyTo && { replyTo: plainAddress(draft.replyTo) }),
    subject: oneLine(draft.subject),
    ...(draft.attachments && {
      attachments: draft.attachments.map((file) => ({ ...file, filename: plainName(file.filename) })),
    }),
    messageId: messageIdOf(key, domain),
    ...(follows !== undefined && { references: messageIdOf(follows, domain) }),
  }
}
