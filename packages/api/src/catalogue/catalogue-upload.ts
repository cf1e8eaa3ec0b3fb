import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DomainError } from '@desideliver/db'
import { type RawInput, rawInput } from '../raw-input.ts'

/** 100,000 rows of a catalogue are about 8 MB. */
export const MAX_CSV = 32 * 1024 * 1024

/** A catalogue file: text, or as REST has it, bytes as they come. */
export const csvInput = rawInput('Send a CSV file')

/**
 * Keeps a file on disk while `work` goes on: a slow sender holds no transaction open, a transaction that is tried again
 * reads it again, and memory does not grow with its length.
 * @throws DomainError INVALID_ENCODING, BODY_TOO_LARGE
 */
export async function withUpload<Result>(
  csv: RawInput,
  work: (read: () => Readable) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'desideliver-upload-'))
  try {
    const path = join(folder, 'catalogue.csv')
    const bytes = Readable.from(typeof csv === 'string' ? [Buffer.from(csv)] : csv)
    await pipeline(bytes, refuseOtherEncodings, createWriteStream(path))
    return await work(() => createReadStream(path))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function* refuseOtherEncodings(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const chunk of chunks) {
    decode(decoder, chunk)
    yield chunk
  }
  decode(decoder)
}

function decode(decoder: InstanceType<typeof TextDecoder>, chunk?: Uint8Array): void {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined })
  } catch {
    throw new DomainError('invalid', 'INVALID_ENCODING', 'The file is not UTF-8: save it as "CSV UTF-8".')
  }
}
