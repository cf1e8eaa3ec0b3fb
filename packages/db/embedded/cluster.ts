import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Account } from './account.ts'
import type { Place } from './place.ts'

const run = promisify(execFile)

export interface EmbeddedPostgres {
  /** `postgresql://…` of its first database. */
  url: string
  /** Shuts it down and waits until it is gone. */
  stop: () => Promise<void>
}

/** Makes the data folder and its password, unless they are there; half a folder never counts. */
export async function initialiseCluster(place: Place): Promise<void> {
  const finished = join(place.folder, 'cluster')
  if (await stat(finished).catch(() => null)) return
  const unfinished = join(place.folder, 'cluster.new')
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { mode: 0o700 })
  const passwordFile = join(unfinished, 'password')
  await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (place.account) await giveTo(place.account, [unfinished, passwordFile])
  await runBinary(place, 'initdb', [
    '--pgdata',
    join(unfinished, 'data'),
    '--username',
    'desideliver',
    '--pwfile',
    passwordFile,
    '--auth',
    'scram-sha-256',
    '--encoding',
    'UTF8',
    '--no-sync',
    // Known to every PostgreSQL since 17; a small machine may have no locales of its own.
    '--locale',
    'C',
    '--locale-provider',
    'builtin',
    '--builtin-locale',
    'C.UTF-8',
  ])
  await rename(unfinished, finished)
}

/**
 * Starts an initialised cluster on a free port of the loopback interface. It runs in a session of
 * its own: Ctrl-C reaches us alone, and we stop it when everything that uses it is done.
 */
export async function startCluster(place: Place, settings: Record<string, string>): Promise<EmbeddedPostgres> {
  const data = join(place.folder, 'cluster', 'data')
  await stopOrphan(place)
  const port = await findFreePort()
  const all = {
    ...settings,
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    timezone: 'UTC',
  }
  const options = Object.entries(all).map(([name, value]) => `-c ${name}='${value}'`)
  const log = join(place.folder, 'postgres.log')
  await runBinary(place, 'pg_ctl', ['start', '-w', '-t', '60', '-D', data, '-l', log, '-o', options.join(' ')]).catch(
    async (error: unknown) => {
      const lines = (await readFile(log, 'utf8').catch(() => '')).trim().split('\n').slice(-5)
      throw new Error(`PostgreSQL did not start. Its log ends: ${lines.join(' | ')}`, { cause: error })
    },
  )
  const password = (await readFile(join(place.folder, 'cluster', 'password'), 'utf8')).trim()
  return {
    url: `postgresql://desideliver:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => void (await runBinary(place, 'pg_ctl', ['stop', '-w', '-m', 'fast', '-D', data])),
  }
}

/** A run that was killed leaves its PostgreSQL behind; `pg_ctl` finds it by the data folder. */
export async function stopOrphan(place: Place): Promise<void> {
  const data = join(place.folder, 'cluster', 'data')
  const runs = await runBinary(place, 'pg_ctl', ['status', '-D', data]).catch(() => null)
  if (!runs) return
  if (await isOurs(data)) await runBinary(place, 'pg_ctl', ['stop', '-w', '-m', 'fast', '-D', data])
  else await rm(join(data, 'postmaster.pid'), { force: true })
}

/**
 * Whether the process that `postmaster.pid` names serves this folder. `pg_ctl` asks only whether it
 * lives: a number may have come round to another process, or to a zombie that nobody asks after.
 */
async function isOurs(data: string): Promise<boolean> {
  const [pid = ''] = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const commandLine = await readFile(`/proc/${Number(pid)}/cmdline`, 'utf8').catch(() => null)
  // Without /proc, as on macOS, pg_ctl's word has to do.
  if (commandLine === null) return !(await stat('/proc/self').catch(() => null))
  return commandLine.split('\0').includes(data)
}

function runBinary({ bin, account, folder }: Place, name: string, args: string[]): Promise<unknown> {
  // Its own folder: the one we stand in may be closed to it.
  return run(join(bin, name), args, { cwd: folder, env: { ...process.env, LC_ALL: 'C' }, ...account })
}

async function giveTo({ uid, gid }: Account, paths: string[]): Promise<void> {
  for (const path of paths) await chown(path, uid, gid)
}

/** A port of the loopback interface that nothing listened on a moment ago. */
export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('The system gave no port')
  return address.port
}
