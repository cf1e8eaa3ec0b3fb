import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'

export interface ReceivedMail {
  /** Whom the envelope names: these people get the mail, whatever its headers say. */
  recipients: string[]
  /** As it came over the wire. */
  source: string
  parsed: ParsedMail
}

export interface TestSmtpServer extends AsyncDisposable {
  /** `smtp://127.0.0.1:…` */
  url: string
  received: ReceivedMail[]
  /** Refuses every recipient with this reply from now on; null takes them again. */
  refuseWith: number | null
}

/** A mail server in this process that keeps what it is given. */
export async function startSmtpServer(): Promise<TestSmtpServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 100,
    onRcptTo: (_address, _session, done) => done(refusal(state.refuseWith)),
    onData: (stream, { envelope }, done) => void keep(state.received, { envelope, stream, done }),
  })
  server.on('error', () => undefined)
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const address = listening.address()
  if (address === null || typeof address === 'string') throw new Error('The mail server has no port')
  const state: TestSmtpServer = {
    url: `smtp://127.0.0.1:${address.port}`,
    received: [],
    refuseWith: null,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(resolve)),
  }
  return state
}

interface Delivery {
  envelope: SMTPServerSession['envelope']
  stream: Readable
  done: () => void
}

async function keep(received: ReceivedMail[], { envelope, stream, done }: Delivery): Promise<void> {
  const bytes = await buffer(stream)
  const recipients = envelope.rcptTo.map(({ address }) => address)
  received.push({ recipients, source: bytes.toString('utf8'), parsed: await simpleParser(bytes) })
  done()
}

const refusal = (responseCode: number | null): Error | null =>
  responseCode === null ? null : Object.assign(new Error('Not this mailbox'), { responseCode })
