import { setTimeout as sleep } from 'node:timers/promises'
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads'

interface Pinging {
  url: string
  /** Not 0 once it is. */
  enough: Int32Array
}

/**
 * How long a server takes for the least it can answer while `work` goes on, asked from a thread of its own: what
 * a request waits for the server's event loop, and little else.
 * @returns milliseconds, in ascending order
 */
export async function pingDuring(url: string, work: () => Promise<void>): Promise<number[]> {
  const enough = new Int32Array(new SharedArrayBuffer(4))
  const pinger = new Worker(new URL(import.meta.url), { workerData: { url, enough } satisfies Pinging })
  const ready = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<number[]>()
  pinger.on('message', (message: number[] | 'ready') =>
    message === 'ready' ? ready.resolve() : ended.resolve(message),
  )
  pinger.on('error', (error) => {
    ready.reject(error)
    ended.reject(error)
  })
  await ready.promise
  await work()
  Atomics.store(enough, 0, 1)
  return ended.promise
}

if (!isMainThread && parentPort) await ping(parentPort, workerData)

async function ping(port: NonNullable<typeof parentPort>, { url, enough }: Pinging): Promise<void> {
  const times: number[] = []
  // The first ones open the connection.
  for (let count = -5; Atomics.load(enough, 0) === 0; count++) {
    const start = performance.now()
    await (await fetch(`${url}/healthz`)).arrayBuffer()
    if (count >= 0) times.push(performance.now() - start)
    if (count === 0) port.postMessage('ready')
    await sleep(1)
  }
  port.postMessage(times.toSorted((one, other) => one - other))
}
