import { type AttachmentType, endings } from './attachment-types.ts'

const LONGEST = 120

/**
 * A file name that does no harm wherever it is shown, sent or stored: no folders, no control characters or marks that turn
 * the direction of writing, nothing that ends a header or that a shell or Windows reads otherwise, and the ending of what
 * the file is.
 */
export function cleanFileName(typed: string, type: AttachmentType): string {
  const plain = typed
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\uFFFD]/gu, '')
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/["'`<>:|?*;$%&]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s-]+|[\s.]+$/g, '')
  const name = plain ?? ''
  const ending = endings[type].find((one) => name.toLowerCase().endsWith(`.${one}`))
  const stem = ending ? name.slice(0, -ending.length - 1) : name
  const short =
    Array.from(stem.replace(/^[\s.]+/, ''))
      .slice(0, LONGEST)
      .join('')
      .trim() || 'file'
  return `${short}.${ending ?? endings[type][0]}`
}
