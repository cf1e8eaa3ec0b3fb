import { brands } from './brands.ts'

/** Upper-case words, without the marks and accents that people set as they like. */
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .toUpperCase()
    .replace(/['‘’`.\p{M}]/gu, '')
    .split(/[\s,:;()/]+/)
    .filter(Boolean)

const nameOf = new Map(
  brands.flatMap(({ name, aliases = [], only = [name, ...aliases] }) =>
    only.map((beginning) => [wordsOf(beginning).join(' '), name] as const),
  ),
)

const MOST_WORDS = Math.max(...[...nameOf.keys()].map((key) => key.split(' ').length))

/**
 * The brand a product's name begins with, longest first, or null. A brand further on in a name is
 * more often an ingredient or a place.
 */
export function findBrand(name: string): string | null {
  const words = wordsOf(name)
  // A name that is nothing but a brand's word says nothing of a brand.
  for (let count = Math.min(MOST_WORDS, words.length - 1); count > 0; count--) {
    const brand = nameOf.get(words.slice(0, count).join(' '))
    if (brand) return brand
  }
  return null
}
