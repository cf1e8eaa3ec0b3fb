import { createServer } from 'node:net'
import { once } from 'node:events'
import { type Settings, StartError } from './env.ts'

/**
 * Asks for the port before anything else is started, so that a second start says so at once.
 * @throws StartError where something listens there
 */
export async function requireFreePort({ HOST, PORT }: Settings): Promise<void> {
  const probe = createServer().listen({ host: HOST, port: PORT })
  try {
    await once(probe, 'listening')
  } catch (error) {
    throw toStartError(error, { HOST, PORT })
  } finally {
    probe.close()
  }
}

/** What a person can do about a port that cannot be had; anything else stays what it is. */
export function toStartError(error: unknown, { HOST, PORT }: Pick<Settings, 'HOST' | 'PORT'>): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'EADDRINUSE')
    return new StartError(`Port ${PORT} is in use: stop what runs there, or set PORT to another.`)
  if (code === 'EACCES') return new StartError(`Port ${PORT} needs more rights: set PORT to one above 1023.`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new StartError(`HOST ${HOST} is no address of this machine: set HOST to one that is.`)
  return error
}
