import { randomUUID } from 'node:crypto'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { CliError } from './cli-error.ts'
import { exitCodes } from './exit-codes.ts'

/** A server and who is signed in there. */
export interface Profile {
  url: string
  token: string | null
}

type Profiles = Record<string, Profile>

/** Where profiles are kept: `$XDG_CONFIG_HOME/desideliver/config.json`, else under `~/.config`. */
export function configPath(): string {
  return join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'desideliver', 'config.json')
}

/** @throws CliError where the file cannot be understood */
export async function findProfile(name: string): Promise<Profile | null> {
  const profiles = await readProfiles()
  return Object.hasOwn(profiles, name) ? (profiles[name] ?? null) : null
}

/** Keeps a profile under a name, in a file that only its owner can read. */
export async function saveProfile(name: string, profile: Profile): Promise<void> {
  await writeProfiles({ ...(await readProfiles()), [name]: profile })
}

async function readProfiles(): Promise<Profiles> {
  const path = configPath()
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '{}'
    throw unusable(path, error instanceof Error ? error.message : String(error))
  })
  const config = parseJson(text)
  if (!isRecord(config)) throw unusable(path, 'it is not JSON')
  const profiles = config.profiles ?? {}
  if (!isRecord(profiles) || !Object.values(profiles).every(isProfile))
    throw unusable(path, 'its profiles are not valid')
  return profiles as Profiles
}

/** Written aside and renamed: another `desi` at the same moment reads the old file or the new one, never half of it. */
async function writeProfiles(profiles: Profiles): Promise<void> {
  const path = configPath()
  const folder = dirname(path)
  const aside = `${path}.${randomUUID()}`
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await chmod(folder, 0o700)
    await writeFile(aside, `${JSON.stringify({ profiles }, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    await rename(aside, path)
  } catch (error) {
    await rm(aside, { force: true }).catch(() => undefined)
    throw unusable(path, error instanceof Error ? error.message : String(error))
  }
}

const unusable = (path: string, reason: string): CliError =>
  new CliError(`The profiles in ${path} cannot be used: ${reason}.`, {
    exitCode: exitCodes.failed,
    nextStep: 'Mend or remove the file, then run: desi login',
  })

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isProfile = (value: unknown): value is Profile =>
  isRecord(value) && typeof value.url === 'string' && (typeof value.token === 'string' || value.token === null)
