import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { usageError } from './cli-error.ts'

/**
 * Writes a download to a file, which is there only once it is whole; `-` is stdout.
 * @throws CliError where it cannot be written
 */
export async function saveDownload({ body }: { body: ReadableStream<Uint8Array> }, path: string): Promise<void> {
  const source = Readable.from(body)
  if (path === '-') return pipeline(source, process.stdout, { end: false })
  const part = `${path}.part`
  try {
    await pipeline(source, createWriteStream(part))
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    if (error instanceof Error && 'syscall' in error && 'path' in error)
      throw usageError(`${path} cannot be written.`, 'Check the path, or give - to write to stdout.')
    throw error
  }
}
