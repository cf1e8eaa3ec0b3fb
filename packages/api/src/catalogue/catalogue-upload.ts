import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DomainError } from '@desideliver/db'
import { z } from 'zod'

/** 100,000 rows of a catalogue are about 8 MB. */
export const MAX_CSV = 32 * 1024 * 1024

type Csv = string | AsyncIterable<Uint8Array>

const isCsv = (value: unknown): boolean =>
  typeof value === 'string' || (typeof value === 'object' && value !== null && Symbol.asyncIterator in value)

/**
 * A catalogue file: text, or as REST has it, bytes as they come. `z.custom` would say its type itself, but the OpenAPI
 * generator takes none.
 */
export const csvInput = z
  .unknown()
  .refine(isCsv, { error: 'Send a CSV file' })
  .meta({ type: 'string' }) as unknown as z.ZodType<Csv, Csv>

/**
 * Keeps a file on disk while `work` goes on: a slow sender holds no transaction open, a transaction that is tried again
 * reads it again, and memory does not grow with its length.
 * @throws DomainError INVALID_ENCODING, BODY_TOO_LARGE
 */
export async function withUpload<Result>(csv: Csv, work: (read: () => Readable) => Promise<Result>): Promise<Result> {
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
