import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { type SendMailOptions, createTransport } from 'nodemailer'
import pLimit from 'p-limit'

export interface Mail {
  to: { name: string; address: string }
  /** Who reads answers, where that is not the sender. */
  replyTo?: { name: string; address: string }
  subject: string
  html: string
  text: string
  attachments?: { filename: string; content: string; contentType: string }[]
  /** Fixed by the caller, so that a mail sent twice can be seen to be one. */
  messageId: string
  /** The id of the mail that began the matter, so that mail programs show them together. */
  references?: string
  /** Shown as urgent by mail programs. */
  important?: boolean
}

export interface Mailer {
  /** Of the sender, in which ids of mails are unique. */
  domain: string
  /**
   * Does work that ends in sending, when a connection is free. Waiting happens out here, before a
   * transaction is opened that would sit idle meanwhile.
   */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>
  /** Resolves once the mail is out of our hands. */
  send(mail: Mail): Promise<void>
  close(): void
}

/** The receiving server will never take this mail: trying again is of no use. */
export class PermanentMailError extends Error {
  override readonly name = 'PermanentMailError'
}

const timeouts = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 20_000 }

/** All of a sending; shorter than the transaction that records it may sit idle (`send-once.ts`). */
const DEADLINE_MS = 40_000

const CONNECTIONS = 5

/**
 * Sends by SMTP, over a few kept connections.
 * @param url `smtp://user:password@host:587` or `smtps://…`
 * @param from the sender, such as `DesiDeliver <orders@example.com>`
 */
export function openSmtpMailer(url: string, from: string): Mailer {
  const transport = createTransport({ url, pool: true, maxConnections: CONNECTIONS, ...timeouts })
  return {
    domain: domainOf(from),
    inTurn: pLimit(CONNECTIONS),
    async send(mail) {
      try {
        await transport.sendMail({ ...toMessage(mail, from), signal: AbortSignal.timeout(DEADLINE_MS) })
      } catch (error) {
        throw isPermanent(error) ? new PermanentMailError(error.message, { cause: error }) : error
      }
    },
    close: () => transport.close(),
  }
}

/** Keeps every mail as a file in a folder, for `/dev/mailbox` to show. */
export function openMailboxMailer(folder: string, from: string): Mailer {
  return {
    domain: domainOf(from),
    inTurn: (work) => work(),
    async send(mail) {
      const message = await writeMessage(mail, from)
      const file = join(folder, `${Date.now()}-${mail.messageId.replace(/[^\w-]+/g, '_')}.eml`)
      await mkdir(folder, { recursive: true })
      // Readers never see half a mail.
      await writeFile(`${file}.part`, message)
      await rename(`${file}.part`, file)
    },
    close: () => undefined,
  }
}

const writer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })

/** A mail as it goes over the wire, with all its headers. */
export async function writeMessage(mail: Mail, from: string): Promise<Buffer> {
  const { message } = await writer.sendMail(toMessage(mail, from))
  return Buffer.isBuffer(message) ? message : buffer(message)
}

/** `DesiDeliver <orders@example.com>` → `example.com` */
const domainOf = (from: string): string => /@([\w.-]+)>?\s*$/.exec(from)?.[1] ?? 'localhost'

const toMessage = ({ references, important, ...mail }: Mail, from: string): SendMailOptions => ({
  ...mail,
  from,
  messageId: `<${mail.messageId}>`,
  ...(references !== undefined && { references: `<${references}>`, inReplyTo: `<${references}>` }),
  ...(important && { priority: 'high' }),
  // RFC 3834: nobody's absence is reported to a machine.
  headers: { 'Auto-Submitted': 'auto-generated' },
  // Nothing a customer typed may make us read a file or fetch an address.
  disableFileAccess: true,
  disableUrlAccess: true,
})

/** RFC 5321 §4.2.1: 5yz is a permanent negative completion reply. */
function isPermanent(error: unknown): error is Error {
  if (!(error instanceof Error) || !('responseCode' in error)) return false
  const { responseCode } = error
  const aboutUs = 'code' in error && error.code === 'EAUTH'
  return typeof responseCode === 'number' && responseCode >= 500 && !aboutUs
}
