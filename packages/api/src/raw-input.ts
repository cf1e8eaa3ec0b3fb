import { z } from 'zod'

/** A file in an input: text through tRPC, or as REST has it, bytes as they come. */
export type RawInput = string | AsyncIterable<Uint8Array>

const isRaw = (value: unknown): boolean =>
  typeof value === 'string' || (typeof value === 'object' && value !== null && Symbol.asyncIterator in value)

/** `z.custom` would say its type itself, but the OpenAPI generator takes none. */
export const rawInput = (message: string) =>
  z.unknown().refine(isRaw, { error: message }).meta({ type: 'string' }) as z.ZodType<RawInput, RawInput>
