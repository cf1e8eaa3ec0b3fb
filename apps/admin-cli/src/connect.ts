import { type DesiDeliverClient, type TokenStorage, createClient } from '@desideliver/sdk'
import type { Command } from 'commander'
import { usageError } from './cli-error.ts'
import { type Profile, findProfile, saveProfile } from './profiles.ts'

const LOCAL_SERVER = 'http://localhost:8000'

/** What every command takes. */
export interface GlobalOptions {
  json?: boolean
  profile?: string
  url?: string
}

export interface Connection {
  client: DesiDeliverClient
  /** Name of the profile in use. */
  profile: string
  /** The server in use, such as `https://api.example.com`. */
  url: string
  json: boolean
}

/**
 * A client of the server that options, environment and profile name, in this order.
 * @throws CliError where the address is none, or the profile unknown
 */
export async function connect(command: Command): Promise<Connection> {
  const options = command.optsWithGlobals<GlobalOptions>()
  const profile = options.profile ?? (process.env.DESI_PROFILE || 'default')
  const saved = await findProfile(profile)
  const wanted = options.url ?? (process.env.DESI_URL || undefined)
  if (!saved && !wanted && profile !== 'default')
    throw usageError(`There is no profile ${profile}.`, `Run: desi login --profile ${profile} --url <server>`)
  const url = readUrl(wanted ?? saved?.url ?? LOCAL_SERVER)
  const tokenStorage = storageOf({ name: profile, url, saved })
  // A person waits: give up sooner than a program would.
  const client = createClient({ url, tokenStorage, retries: 1, fetch: fetchNamingFault })
  return { client, profile, url, json: options.json ?? false }
}

/** The token of a profile goes to that profile's server and to no other, whatever `--url` says. */
function storageOf({ name, url, saved }: { name: string; url: string; saved: Profile | null }): TokenStorage {
  let token = process.env.DESI_TOKEN || (saved?.url === url ? saved.token : null)
  return {
    get: () => token,
    set: async (next) => {
      token = next
      if (next !== null || saved?.url === url) await saveProfile(name, { url, token: next })
    },
  }
}

function readUrl(text: string): string {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    throw usageError(`${text} is not the address of a server.`, 'Write it like https://api.example.com')
  return url.href.replace(/\/+$/, '')
}

/** The reason stands deep inside what `fetch` throws; the address does not stand there at all. */
async function fetchNamingFault(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
  try {
    return await fetch(input, init)
  } catch (error) {
    const { origin } = new URL(input instanceof Request ? input.url : input)
    throw new Error(`${origin} (${reasonOf(error)})`, { cause: error })
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return 'it took too long'
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.cause === undefined ? error.message : reasonOf(error.cause)
}
