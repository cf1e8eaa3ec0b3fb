import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { createTestDatabase } from '@desideliver/db/testing'
import { pino } from 'pino'
import { readSettings } from '../../server/src/env.ts'
import { DEMO_PASSWORD, demoEmail, seedDemo } from '../../server/src/seed.ts'
import { serve } from '../../server/src/serve.ts'

export interface Run {
  exitCode: number | null
  stdout: string
  stderr: string
}

export interface RunOptions {
  stdin?: string
  env?: Record<string, string>
}

export interface Cli extends AsyncDisposable {
  /** A folder of the test's own, which is also XDG_CONFIG_HOME. */
  folder: string
  configFile: string
  /** Runs `desi` as a process of its own, with nothing of the environment but where programs and what is compiled of them are. */
  desi: (args: string[], options?: RunOptions) => Promise<Run>
}

export interface CliWithServer extends Cli {
  url: string
  databaseUrl: string
  signIn: (role: 'staff' | 'customer') => Promise<Run>
}

export { DEMO_PASSWORD, demoEmail }

const main = join(import.meta.dirname, '../src/main.ts')

const inherited = (): Record<string, string> => {
  const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env
  return { PATH, NODE_COMPILE_CACHE }
}

/** The command line of someone who never used it. */
export async function givenCli(env: Record<string, string> = {}): Promise<Cli> {
  const folder = await mkdtemp(join(tmpdir(), 'desi-'))
  return {
    folder,
    configFile: join(folder, 'desideliver', 'config.json'),
    desi: (args, options = {}) =>
      run(args, { ...options, env: { ...inherited(), XDG_CONFIG_HOME: folder, ...env, ...options.env } }),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

/** The same, with a running server that has the demo accounts and catalogue. */
export async function givenCliWithServer(): Promise<CliWithServer> {
  const opened = new AsyncDisposableStack()
  try {
    const { url, databaseUrl } = await startServer(opened)
    const cli = opened.use(await givenCli({ DESI_URL: url }))
    return {
      ...cli,
      url,
      databaseUrl,
      signIn: (role) =>
        cli.desi(['login', '--email', demoEmail(role), '--password-stdin'], { stdin: `${DEMO_PASSWORD}\n` }),
      [Symbol.asyncDispose]: () => opened.disposeAsync(),
    }
  } catch (error) {
    await opened.disposeAsync()
    throw error
  }
}

async function startServer(opened: AsyncDisposableStack): Promise<{ url: string; databaseUrl: string }> {
  const database = opened.use(await createTestDatabase())
  await seedDemo(database.url)
  const mailboxFolder = await mkdtemp(join(tmpdir(), 'desi-mail-'))
  opened.defer(() => rm(mailboxFolder, { recursive: true }))
  const settings = readSettings({ PORT: '0', NODE_ENV: 'test' })
  const server = await serve({ settings, databaseUrl: database.url, mailboxFolder, logger: pino({ level: 'silent' }) })
  opened.defer(() => server.close())
  return { url: server.url, databaseUrl: database.url }
}

async function run(args: string[], { stdin = '', env = {} }: RunOptions): Promise<Run> {
  const child = spawn(process.execPath, [main, ...args], { env })
  const exit = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  // A command that does not read its stdin may be gone before this arrives.
  child.stdin.on('error', () => undefined)
  child.stdin.end(stdin)
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), exit])
  return { exitCode, stdout, stderr }
}
