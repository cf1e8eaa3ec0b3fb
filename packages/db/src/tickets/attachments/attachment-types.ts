/** What may be attached to a ticket: photos of what came, and papers. */
export const attachmentTypes = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/heic',
  'application/pdf',
] as const
export type AttachmentType = (typeof attachmentTypes)[number]

/** Endings of file names, the first being the usual one. */
export const endings: Record<AttachmentType, readonly [string, ...string[]]> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/heic': ['heic', 'heif'],
  'application/pdf': ['pdf'],
}

/** What files begin with, as the standards of their formats say; `at` is in bytes. */
const signatures: { type: AttachmentType; at: number; bytes: RegExp; after?: string }[] = [
  { type: 'image/png', at: 0, bytes: /^\x89PNG\r\n\x1a\n/ },
  { type: 'image/jpeg', at: 0, bytes: /^\xff\xd8\xff/ },
  { type: 'image/gif', at: 0, bytes: /^GIF8[79]a/ },
  { type: 'image/webp', at: 8, bytes: /^WEBP/, after: 'RIFF' },
  // ISO 14496-12: a box of type `ftyp`, then the brand. Phones write any of these.
  { type: 'image/heic', at: 4, bytes: /^ftyp(heic|heix|heim|heis|mif1|msf1)/ },
  { type: 'application/pdf', at: 0, bytes: /^%PDF-\d/ },
]

const LONGEST = 16

/** What a file is by its content, whatever its name and sender say; null where it is nothing that may be attached. */
export function recogniseType(content: Uint8Array): AttachmentType | null {
  // Latin-1 keeps each byte a character of its own.
  const start = Buffer.from(content.subarray(0, LONGEST)).toString('latin1')
  const found = signatures.find(({ at, bytes, after = '' }) => start.startsWith(after) && bytes.test(start.slice(at)))
  return found?.type ?? null
}
