import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { findFreePort, startTemporaryPostgres } from '@desideliver/db/embedded'
import { prepareDatabase } from '@desideliver/server/prepare-database'
import { seedDemo } from '@desideliver/server/seed'

/**
 * A server in a process of its own, with a durable database of its own and the demo accounts, on the
 * loopback interface. It does no jobs and sets no limits: what is measured is what is asked for.
 */
export async function withServer(work: (url: string) => Promise<void>): Promise<void> {
  const postgres = await startTemporaryPostgres({ durable: true })
  await prepareDatabase(postgres.url)
  await seedDemo(postgres.url)
  const port = await findFreePort()
  const main = fileURLToPath(import.meta.resolve('@desideliver/server/main'))
  const settings = { PORT: String(port), WORKER: 'off', RATE_LIMITS: 'off', LOG_LEVEL: 'error' }
  const env = { ...process.env, DATABASE_URL: postgres.url, ...settings }
  const server = spawn(process.execPath, [main], { env, stdio: ['ignore', 'inherit', 'inherit'] })
  const url = `http://127.0.0.1:${port}`
  try {
    await untilReady(url)
    await work(url)
  } finally {
    server.kill('SIGTERM')
    if (server.exitCode === null) await once(server, 'exit')
    await postgres.stop()
  }
}

async function untilReady(url: string): Promise<void> {
  const deadline = Date.now() + 20_000
  for (;;) {
    const response = await fetch(`${url}/readyz`).catch(() => null)
    if (response?.ok) return
    if (Date.now() > deadline) throw new Error('The server did not become ready within 20 s')
    await sleep(50)
  }
}
