import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { findFreePort, startTemporaryPostgres } from '@desideliver/db/embedded'
import { prepareDatabase } from '@desideliver/server/prepare-database'
import { seedDemo } from '@desideliver/server/seed'

/** A durable database of its own, with the demo accounts. */
export async function withDatabase(work: (databaseUrl: string) => Promise<void>): Promise<void> {
  const postgres = await startTemporaryPostgres({ durable: true })
  try {
    await prepareDatabase(postgres.url)
    await seedDemo(postgres.url)
    await work(postgres.url)
  } finally {
    await postgres.stop()
  }
}

const main = fileURLToPath(import.meta.resolve('@desideliver/server/main'))

type Settings = Record<string, string>

/**
 * A server in a process of its own, on the loopback interface. It does no jobs and sets no limits: what is measured is
 * what is asked for.
 * @param settings that differ, as the environment would have them
 */
export const withServerOn = (
  databaseUrl: string,
  settings: Settings,
  work: (url: string, pid: number) => Promise<void>,
): Promise<void> => withProcess(main, { ...quiet, DATABASE_URL: databaseUrl, ...settings }, work)

const quiet = { WORKER: 'off', RATE_LIMITS: 'off', LOG_LEVEL: 'error' }

/** The same without an end of its own, and not yet ready. */
export const startServer = (databaseUrl: string, settings: Settings): ChildProcess =>
  start(main, { ...quiet, DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent', ...settings })

/** A process that listens on `PORT`, until the work is done. */
export async function withProcess(
  script: string,
  settings: Settings,
  work: (url: string, pid: number) => Promise<void>,
): Promise<void> {
  const port = await findFreePort()
  const server = start(script, { PORT: String(port), ...settings })
  const url = `http://127.0.0.1:${port}`
  try {
    await untilReady(url)
    await work(url, server.pid ?? 0)
    await tellMemory(server.pid)
  } finally {
    server.kill('SIGTERM')
    if (server.exitCode === null) await once(server, 'exit')
  }
}

const start = (script: string, settings: Settings): ChildProcess =>
  spawn(process.execPath, [script], { env: { ...process.env, ...settings }, stdio: ['ignore', 'inherit', 'inherit'] })

/** Both at once. */
export const withServer = (work: (url: string) => Promise<void>): Promise<void> =>
  withDatabase((databaseUrl) => withServerOn(databaseUrl, {}, work))

export async function untilReady(url: string): Promise<void> {
  const deadline = Date.now() + 20_000
  for (;;) {
    const response = await fetch(`${url}/readyz`).catch(() => null)
    if (response?.ok) return
    if (Date.now() > deadline) throw new Error('The server did not become ready within 20 s')
    await sleep(50)
  }
}

/** The most a process ever held, where the system tells (Linux). */
async function tellMemory(pid: number | undefined): Promise<void> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const peak = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]
  if (peak) console.log(`  The server held ${Math.round(Number(peak) / 1_024)} MB at most`)
}
