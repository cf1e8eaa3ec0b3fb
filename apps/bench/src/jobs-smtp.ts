import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** What becomes of a mail: taken, not now (451), or no answer at all. */
type Fate = 'take' | 'refuse' | 'hang'

export interface BenchSmtp {
  url: string
  /** How often each mail was taken with a 250, by its Message-ID. */
  taken: Map<string, number>
  /** When each was taken last, as `performance.now()` tells it. */
  takenAt: Map<string, number>
  /** Mails offered, whatever became of them. */
  offered: number
  /** Asked for each mail. */
  fate: () => Fate
}

/**
 * A mail server in this process that only counts, until the work is done.
 * @param port one that was used before, to come back on
 */
export async function withBenchSmtp<T>(work: (smtp: BenchSmtp) => Promise<T>, port = 0): Promise<T> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 100,
    onData: (stream, _session, done) => void take(smtp, stream, done),
  })
  server.on('error', () => undefined)
  const listening = server.listen(port, '127.0.0.1')
  await once(listening, 'listening')
  const address = listening.address()
  if (address === null || typeof address === 'string') throw new Error('The mail server has no port')
  const smtp: BenchSmtp = {
    url: `smtp://127.0.0.1:${address.port}`,
    taken: new Map(),
    takenAt: new Map(),
    offered: 0,
    fate: () => 'take',
  }
  try {
    return await work(smtp)
  } finally {
    await new Promise<void>((resolve) => server.close(resolve))
  }
}

async function take(smtp: BenchSmtp, stream: Readable, done: (error?: Error | null) => void): Promise<void> {
  const source = await text(stream)
  smtp.offered += 1
  const fate = smtp.fate()
  if (fate === 'hang') return
  if (fate === 'refuse') return done(Object.assign(new Error('Not now'), { responseCode: 451 }))
  const id = /^Message-ID:\s+<([^>]+)>/im.exec(source)?.[1] ?? 'none'
  smtp.taken.set(id, (smtp.taken.get(id) ?? 0) + 1)
  smtp.takenAt.set(id, performance.now())
  done()
}

/** Mails that were taken more than once. */
export const countTwice = ({ taken }: BenchSmtp): number => [...taken.values()].filter((times) => times > 1).length
