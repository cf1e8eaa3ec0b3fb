import { Agent, request } from 'node:http'

export interface Sent {
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT'
  token: string
  /** Sent as JSON. */
  body?: object
  idempotencyKey?: string
}

export interface Answer {
  status: number
  body: string
}

const agent = new Agent({ keepAlive: true })

/** One request with as little around it as can be: what the client takes is taken from what it measures. */
export async function send(address: string, sent: Sent): Promise<Answer> {
  for (;;) {
    const { answer, isStale } = ask(address, sent)
    try {
      return await answer
    } catch (error) {
      // The server has closed a connection that lay idle, in the moment in which it was used again.
      if (!isStale(error)) throw error
    }
  }
}

function ask(address: string, { method = 'GET', token, body, idempotencyKey }: Sent) {
  const content = body && JSON.stringify(body)
  const headers = {
    authorization: `Bearer ${token}`,
    ...(content !== undefined && {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(content)),
    }),
    ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
  }
  const { promise: answer, resolve, reject } = Promise.withResolvers<Answer>()
  const asked = request(address, { method, agent, headers }, (response) => {
    const chunks: Buffer[] = []
    response.on('data', (chunk: Buffer) => chunks.push(chunk))
    response.on('error', reject)
    response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }))
  })
  asked.on('error', reject)
  asked.end(content)
  const isStale = (error: unknown): boolean =>
    asked.reusedSocket && error instanceof Error && 'code' in error && error.code === 'ECONNRESET'
  return { answer, isStale }
}

/** The same, for what must succeed. @returns the answer's JSON */
export async function demand<Body>(address: string, sent: Sent): Promise<Body> {
  const { status, body } = await send(address, sent)
  if (status >= 300) throw new Error(`${sent.method ?? 'GET'} ${address} was answered with ${status}: ${body}`)
  return JSON.parse(body) as Body
}
