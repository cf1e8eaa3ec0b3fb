import { chmod, lstat, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EmbeddedPostgres, initialiseCluster, startCluster, stopOrphan } from './cluster.ts'
import { claimFolder, markOf } from './owner.ts'
import { findPlace } from './place.ts'

export { type EmbeddedPostgres, findFreePort } from './cluster.ts'

export interface PersistentPostgres extends EmbeddedPostgres {
  /** Where the data really lie. */
  folder: string
}

/**
 * PostgreSQL for developing: keeps its data across runs, also across runs that were killed.
 * @param folder where data may lie; another is taken where PostgreSQL could not reach it
 * @throws Error with one line that says what to do, also where another process uses the folder
 */
export async function startPersistentPostgres({ folder }: { folder: string }): Promise<PersistentPostgres> {
  const place = await findPlace(join(folder, 'postgres'))
  const claim = await claimFolder(place.folder)
  await initialiseCluster(place)
  const postgres = await startCluster(place, { max_connections: '100', shared_buffers: '256MB' })
  return {
    url: postgres.url,
    folder: place.folder,
    async stop() {
      await postgres.stop()
      await claim.release()
    },
  }
}

const TEMPORARY = 'desideliver-test-'

/** PostgreSQL for tests: empty, fast rather than durable unless told otherwise, and gone after `stop`. */
export async function startTemporaryPostgres({ durable = false } = {}): Promise<EmbeddedPostgres> {
  await sweepTemporary()
  const mark = (await markOf(process.pid)).replace(' ', '-')
  const folder = await mkdtemp(join(tmpdir(), `${TEMPORARY}${mark}-`))
  // mkdtemp makes folders for their owner alone, and PostgreSQL may have to run as another.
  await chmod(folder, 0o755)
  const place = await findPlace(folder)
  await initialiseCluster(place)
  const hasty = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  const postgres = await startCluster(place, { max_connections: '200', ...(durable ? {} : hasty) })
  return {
    url: postgres.url,
    async stop() {
      await postgres.stop()
      await rm(place.folder, { recursive: true, force: true })
    },
  }
}

/** Clears away what test runs that were killed have left behind, servers included. */
async function sweepTemporary(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(TEMPORARY))
  for (const name of names) {
    const [pid, startTime] = name.slice(TEMPORARY.length).split('-')
    if ((await markOf(Number(pid))) === `${pid} ${startTime}`) continue
    // Another start may be clearing it too, or it may be another user's: neither stands in our way.
    await clearAway(join(tmpdir(), name)).catch(() => undefined)
  }
}

async function clearAway(folder: string): Promise<void> {
  // A link here would lead us to give away, and remove, what it points to.
  if (!(await lstat(folder)).isDirectory()) return
  const place = await findPlace(folder)
  await stopOrphan(place)
  await rm(place.folder, { recursive: true, force: true })
}
