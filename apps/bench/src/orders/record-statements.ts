import { once } from 'node:events'
import { type AddressInfo, type Socket, connect, createServer } from 'node:net'

/** A statement as it went over the wire. */
export interface Statement {
  /** Empty unless it is one that PostgreSQL keeps prepared for the connection. */
  name: string
  text: string
  values: (string | null)[]
}

/** Stands between a server and its PostgreSQL and hears what is asked. */
export interface Recorder {
  /** The database's address by way of the recorder. */
  databaseUrl: string
  /** What requests asked while the work went on; not what the server asks by itself, on connections of other names. */
  during: (work: () => Promise<unknown>) => Promise<Statement[]>
  close: () => void
}

/** How the connections that requests share name themselves when they start. */
const OF_REQUESTS = '\0application_name\0desideliver\0'

export async function startRecorder(databaseUrl: string): Promise<Recorder> {
  const target = new URL(databaseUrl)
  const heard: Statement[] = []
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname)
    const listen = createListener((statement) => heard.push(statement))
    client.on('data', listen)
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one.setNoDelay())
      one.pipe(other)
      one.on('error', () => other.destroy()).on('close', () => sockets.delete(one))
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = new URL(databaseUrl)
  url.port = String((server.address() as AddressInfo).port)
  return {
    databaseUrl: url.href,
    async during(work) {
      heard.length = 0
      await work()
      return heard.splice(0)
    },
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** Reads one connection's frontend messages (PostgreSQL, "Message Formats"). */
function createListener(tell: (statement: Statement) => void): (chunk: Buffer) => void {
  const texts = new Map<string, string>()
  let pending: Buffer = Buffer.alloc(0)
  let relevant: boolean | null = null
  const read = (type: string, body: Buffer): void => {
    if (type === 'Q') tell({ name: '', text: stringAt(body, 0), values: [] })
    if (type === 'P') texts.set(stringAt(body, 0), stringAt(body, stringAt(body, 0).length + 1))
    if (type !== 'B') return
    const name = stringAt(body, stringAt(body, 0).length + 1)
    tell({ name, text: texts.get(name) ?? '', values: readValues(body, stringAt(body, 0).length + name.length + 2) })
  }
  return (chunk) => {
    if (relevant === false) return
    pending = Buffer.concat([pending, chunk])
    for (;;) {
      // The first message has no type.
      const head = relevant === null ? 0 : 1
      if (pending.length < head + 4) return
      const end = head + pending.readInt32BE(head)
      if (pending.length < end) return
      const body = pending.subarray(head + 4, end)
      if (relevant === null) relevant = body.includes(OF_REQUESTS)
      else read(String.fromCodePoint(pending[0] ?? 0), body)
      pending = pending.subarray(end)
    }
  }
}

const stringAt = (body: Buffer, from: number): string => body.toString('utf8', from, body.indexOf(0, from))

/** The values of a Bind message, from its format codes on; all of ours are text. */
function readValues(body: Buffer, from: number): (string | null)[] {
  let at = from + 2 + 2 * body.readInt16BE(from)
  const count = body.readInt16BE(at)
  at += 2
  return Array.from({ length: count }, () => {
    const length = body.readInt32BE(at)
    at += 4
    if (length < 0) return null
    at += length
    return body.toString('utf8', at - length, at)
  })
}
