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

/** Files a ticket may have that its customer sees, and as many again among notes of staff. */
export const MAX_ATTACHMENTS = 5

/** Of one file, in bytes. */
export const MAX_ATTACHMENT_BYTES = 5 * 1024 * 1024

/** Endings of file names, the first being the usual one. */
export const endings: Record<AttachmentType, readonly [string, ...string[]]> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/heic': ['heic', 'heif'],
  'application/pdf': ['pdf'],
}

/** What files begin with, as the standards of their formats say, each part with where it stands; a character is a byte. */
const signatures: Record<AttachmentType, readonly (readonly [at: number, bytes: string])[][]> = {
  'image/png': [[[0, '\x89PNG\r\n\x1a\n']]],
  'image/jpeg': [[[0, '\xff\xd8\xff']]],
  'image/gif': [[[0, 'GIF87a']], [[0, 'GIF89a']]],
  'image/webp': [
    [
      [0, 'RIFF'],
      [8, 'WEBP'],
    ],
  ],
  // ISO 14496-12: a box of type `ftyp`, then the brand. Phones write any of these.
  'image/heic': ['heic', 'heix', 'heim', 'heis', 'mif1', 'msf1'].map((brand) => [[4, `ftyp${brand}`]]),
  'application/pdf': [[[0, '%PDF-']]],
}

const LONGEST = 16

/** What a file is by its content, whatever its name and sender say; null where it is nothing that may be attached. */
export function recogniseType(content: Uint8Array): AttachmentType | null {
  // Latin-1 keeps each byte a character of its own.
  const start = Buffer.from(content.subarray(0, LONGEST)).toString('latin1')
  const isType = (type: AttachmentType) =>
    signatures[type].some((parts) => parts.every(([at, bytes]) => start.startsWith(bytes, at)))
  return attachmentTypes.find(isType) ?? null
}
