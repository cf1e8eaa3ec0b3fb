import { createHash } from 'node:crypto'
import { chmod, chown, cp, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Account, findAccount, isReachableByAll } from './account.ts'
import { findInstallation } from './binaries.ts'

/** Where root keeps what the user `postgres` could not reach in a project under a private home. */
const SHARED = '/var/lib/desideliver'

export interface Place {
  /** Exists, and belongs to whoever runs PostgreSQL. */
  folder: string
  /** Holds `initdb`, `pg_ctl` and `postgres`. */
  bin: string
  account: Account | null
}

/** Finds a folder for a cluster, and binaries, that whoever runs PostgreSQL can get to. */
export async function findPlace(wanted: string): Promise<Place> {
  const account = findAccount()
  const folder = account && !(await isReachableByAll(resolve(wanted))) ? sharedFolder(wanted) : resolve(wanted)
  await mkdir(folder, { recursive: true })
  if (account) await chown(folder, account.uid, account.gid)
  return { folder, account, bin: join(await findBinaries(account), 'bin') }
}

/** One for each project folder, so that two checkouts do not share a database. */
function sharedFolder(wanted: string): string {
  return join(SHARED, createHash('sha256').update(resolve(wanted)).digest('hex').slice(0, 12))
}

async function findBinaries(account: Account | null): Promise<string> {
  const { folder, version } = findInstallation()
  if (!account || (await isReachableByAll(folder))) return folder
  const copy = join(SHARED, `postgres-${version}`)
  if (await stat(copy).catch(() => null)) return copy
  // A copy that was cut short must never be taken for a whole one.
  await mkdir(SHARED, { recursive: true })
  const unfinished = await mkdtemp(`${copy}-`)
  await cp(folder, unfinished, { recursive: true, verbatimSymlinks: true })
  // mkdtemp makes folders for their owner alone.
  await chmod(unfinished, 0o755)
  await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true, force: true }))
  return copy
}
