import { randomUUIDv7 } from 'node:crypto'

/** A new id: UUID version 7 (RFC 9562), so that index pages fill in order of creation. */
export const newId = (): string => randomUUIDv7()
