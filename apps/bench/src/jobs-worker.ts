import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A worker as it runs in production, in a process of its own, once it works. */
export async function startWorkerProcess(databaseUrl: string, smtpUrl: string): Promise<ChildProcess> {
  const script = fileURLToPath(import.meta.resolve('@desideliver/server/worker'))
  const env = { ...process.env, DATABASE_URL: databaseUrl, SMTP_URL: smtpUrl, LOG_LEVEL: 'info' }
  const worker = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: worker.stdout })
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      if (line.includes('Working on jobs')) resolve()
    })
    worker.once('exit', (code) => reject(new Error(`The worker ended with ${code}`)))
  })
  return worker
}

/** Tells a worker to finish what it has in hand, and waits for that. */
export async function stopWorkerProcess(worker: ChildProcess): Promise<void> {
  worker.kill('SIGTERM')
  if (worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit')
}

export async function withWorkerProcess<T>(
  { databaseUrl, smtpUrl }: { databaseUrl: string; smtpUrl: string },
  work: () => Promise<T>,
): Promise<T> {
  const worker = await startWorkerProcess(databaseUrl, smtpUrl)
  try {
    return await work()
  } finally {
    await stopWorkerProcess(worker)
  }
}
