import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

export interface DemoServer {
  url: string
  fresh: boolean
  /** Stops it, if it was started for the story. */
  leave: () => Promise<void>
}

/** The server that runs on this machine, or one started for the story on an empty database. */
export async function findServer(): Promise<DemoServer> {
  const url = process.env.DEMO_URL ?? 'http://127.0.0.1:8000'
  if (process.env.DEMO_URL || (await answers(url))) return { url, fresh: false, leave: async () => {} }
  return startServer()
}

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    (response) => response.ok,
    () => false,
  )

async function startServer(): Promise<DemoServer> {
  const folder = await mkdtemp(join(tmpdir(), 'desideliver-demo-'))
  // mkdtemp makes folders for their owner alone, and PostgreSQL may have to run as another.
  await chmod(folder, 0o755)
  const main = join(import.meta.dirname, '../../server/src/start.ts')
  const env = { ...process.env, PORT: '0', DATA_FOLDER: join(folder, 'data') }
  const server = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  return {
    url: await announcedUrl(server.stdout),
    fresh: true,
    async leave() {
      server.kill('SIGTERM')
      if (server.exitCode === null) await once(server, 'exit')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The server says where it is once it is ready. */
async function announcedUrl(stdout: Readable): Promise<string> {
  for await (const line of createInterface({ input: stdout })) {
    const url = /REST +(http\S+)\/api/.exec(line)?.[1]
    if (url) return url
  }
  throw new Error('The server ended before it was ready; what it said stands above.')
}
