import type { SearchSegment } from './expand-query.ts'

/** A part of a name: from, and up to but without, in UTF-16 units as `slice` takes them. */
export type Range = [from: number, to: number]

/** As `search_text` of the database takes words apart, as far as a reader can tell. */
const words = /[\p{L}\p{N}\p{M}'’.]+/gu

/** The words of a name that a query may have meant. */
export function highlight(name: string, segments: readonly SearchSegment[]): Range[] {
  const wanted = new Set(
    segments.flatMap(({ alternatives }) => [...alternatives.keys()].flatMap((term) => term.split(/[^a-z0-9]+/))),
  )
  const found: Range[] = []
  for (const match of name.matchAll(words))
    for (const { from, text } of partsOf(match[0]))
      if (wanted.has(plain(text))) found.push([match.index + from, match.index + from + text.length])
  return found
}

/** `24X16OZ` holds two words, `24` and `16oz`. */
const partsOf = (word: string): { from: number; text: string }[] =>
  /^\d/.test(word)
    ? [...word.matchAll(/\d[^xX]*/g)].map(({ 0: text, index: from }) => ({ from, text }))
    : [{ from: 0, text: word }]

const plain = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/[\p{M}'’.]/gu, '')
    .toLowerCase()
