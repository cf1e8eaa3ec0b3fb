import { execFileSync } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Who PostgreSQL runs as where it must not run as us. */
export interface Account {
  uid: number
  gid: number
}

/**
 * PostgreSQL refuses to run as root: there it runs as the user `postgres`, who is made if missing.
 * @returns null where we are an ordinary user ourselves
 * @throws Error where there is no such user and none can be made
 */
export function findAccount(): Account | null {
  if (process.getuid?.() !== 0) return null
  try {
    return idsOf('postgres')
  } catch {
    return createAccount()
  }
}

const idsOf = (user: string): Account => ({ uid: idOf('-u', user), gid: idOf('-g', user) })

const idOf = (flag: string, user: string): number =>
  Number(execFileSync('id', [flag, user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))

function createAccount(): Account {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'ignore' })
    return idsOf('postgres')
  } catch (cause) {
    const wayOut = 'run as an ordinary user, add the user postgres, or set DATABASE_URL'
    throw new Error(`PostgreSQL does not run as root and the user postgres cannot be made: ${wayOut}.`, { cause })
  }
}

/** Whether any user can get to a path: every folder on the way must let others pass. */
export async function isReachableByAll(path: string): Promise<boolean> {
  const OTHERS_MAY_PASS = 0o001
  const { mode } = await stat(path).catch(() => ({ mode: OTHERS_MAY_PASS }))
  if (!(mode & OTHERS_MAY_PASS)) return false
  return dirname(path) === path || isReachableByAll(dirname(path))
}
