import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Marks a folder as ours for as long as this process lives.
 * @throws Error where another living process has it
 */
export async function claimFolder(folder: string): Promise<{ release: () => Promise<void> }> {
  const file = join(folder, 'owner')
  const owner = await readFile(file, 'utf8').catch(() => '')
  const [pid] = owner.split(' ')
  if (pid && Number(pid) !== process.pid && owner === (await markOf(Number(pid))))
    throw new Error(`Another start is running here (process ${pid}): stop it first, or set DATABASE_URL.`)
  await writeFile(file, await markOf(process.pid))
  return { release: () => rm(file, { force: true }) }
}

/** A process by number and start time, since numbers come round again; empty where it is gone. */
export async function markOf(pid: number): Promise<string> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // Not ours to signal, but alive.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return ''
  }
  // proc(5): the fields after the name in brackets, which may hold spaces, begin with the state.
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  // A killed process that nobody has asked after is still listed, as a zombie.
  if (state === 'Z' || state === 'X') return ''
  return `${pid} ${fields[18] ?? ''}`.trim()
}
