import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { startPersistentPostgres, startTemporaryPostgres } from './index.ts'

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

async function dataFolderOf(url: string): Promise<string> {
  const [row] = await query(url, 'show data_directory')
  return String(row?.data_directory)
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/** A folder that goes when the test ends; PostgreSQL may run as another user, who must get in. */
async function givenFolder(ending: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'desideliver-embedded-'))
  ending.defer(() => rm(folder, { recursive: true, force: true }))
  await chmod(folder, 0o755)
  return folder
}

/** Starts PostgreSQL for this test, and sees that it does not outlive it. */
async function start(ending: AsyncDisposableStack, folder: string) {
  const postgres = await startPersistentPostgres({ folder })
  let stopping: Promise<void> | undefined
  const stop = () => (stopping ??= postgres.stop())
  ending.defer(stop)
  return { url: postgres.url, stop }
}

/** Another process that starts PostgreSQL by `call`, tells its address and stays. */
async function startElsewhere(
  ending: AsyncDisposableStack,
  call: string,
): Promise<{ url: string; child: ChildProcess }> {
  const code = `
    import { startPersistentPostgres, startTemporaryPostgres } from ${JSON.stringify(new URL('index.ts', import.meta.url).href)}
    console.log((await ${call}).url)
    process.stdin.resume()
  `
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['pipe', 'pipe', 'inherit'] })
  ending.defer(() => killed(child))
  const [url] = await once(createInterface(child.stdout), 'line')
  return { url: String(url), child }
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

test('a temporary server answers whoever has its password, and nothing of it is left after it has stopped', async () => {
  const postgres = await startTemporaryPostgres()
  const stranger = new URL(postgres.url)
  stranger.password = 'guess'
  const guessed = await query(stranger.href, 'select 1').catch((error: unknown) => error)
  const data = await dataFolderOf(postgres.url)
  await postgres.stop()
  expect(guessed).toMatchObject({ code: '28P01' })
  expect(data).toContain(tmpdir())
  expect(await exists(dirname(dirname(data)))).toBe(false)
  await expect(query(postgres.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
})

test('the next start clears away a temporary server whose process was killed', async () => {
  await using ending = new AsyncDisposableStack()
  const { url, child } = await startElsewhere(ending, 'startTemporaryPostgres()')
  const folder = dirname(dirname(await dataFolderOf(url)))
  await killed(child)
  const postgres = await startTemporaryPostgres()
  await postgres.stop()
  expect(await exists(folder)).toBe(false)
  await expect(query(url, 'select 1')).rejects.toThrow('ECONNREFUSED')
})

test('a persistent server keeps its data from one start to the next, and syncs what it commits', async () => {
  await using ending = new AsyncDisposableStack()
  const folder = await givenFolder(ending)
  const first = await start(ending, folder)
  await query(first.url, `create table kept as select 'dal' as item`)
  await first.stop()
  await expect(query(first.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
  const second = await start(ending, folder)
  expect(await query(second.url, 'select item from kept')).toEqual([{ item: 'dal' }])
  expect(await query(second.url, 'show fsync')).toEqual([{ fsync: 'on' }])
})

test('a folder is refused while another process uses it, and taken over with its data once that was killed', async () => {
  await using ending = new AsyncDisposableStack()
  const folder = await givenFolder(ending)
  const { url, child } = await startElsewhere(ending, `startPersistentPostgres({ folder: ${JSON.stringify(folder)} })`)
  await query(url, `create table kept as select 'dal' as item`)
  const refusal = `Another start is running here (process ${child.pid}): stop it first, or set DATABASE_URL.`
  await expect(startPersistentPostgres({ folder })).rejects.toThrow(refusal)
  expect(await query(url, 'select item from kept')).toEqual([{ item: 'dal' }])

  await killed(child)
  // The server itself lives on, an orphan.
  expect(await query(url, 'select item from kept')).toEqual([{ item: 'dal' }])
  const next = await start(ending, folder)
  expect(await query(next.url, 'select item from kept')).toEqual([{ item: 'dal' }])
})

test('a first start that was cut short does not stand in the way', async () => {
  await using ending = new AsyncDisposableStack()
  const folder = await givenFolder(ending)
  const unfinished = join(folder, 'postgres', 'cluster.new')
  await mkdir(join(unfinished, 'data'), { recursive: true })
  await writeFile(join(unfinished, 'data', 'PG_VERSION'), '18\n')
  await writeFile(join(unfinished, 'password'), 'half a passw')
  const { url } = await start(ending, folder)
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(await exists(unfinished)).toBe(false)
})

test('a link planted among the temporary folders is left alone, and so is what it points to', async () => {
  const target = await mkdtemp(join(tmpdir(), 'not-ours-'))
  const link = join(tmpdir(), `desideliver-test-999999-1-${target.slice(-6)}`)
  await chmod(target, 0o755)
  await symlink(target, link)
  try {
    const before = await stat(target)
    const postgres = await startTemporaryPostgres()
    await postgres.stop()
    expect(await stat(target)).toMatchObject({ uid: before.uid, mode: before.mode, ino: before.ino })
  } finally {
    await rm(link, { force: true })
    await rm(target, { recursive: true, force: true })
  }
})
