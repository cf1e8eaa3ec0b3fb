import { brands } from './brands.ts'

/** Upper case, without the marks that people set as they like. */
const plain = (text: string): string => text.toUpperCase().replace(/['’.]/g, '')

const nameOf = new Map(
  brands.flatMap(({ name, aliases = [] }) => [name, ...aliases].map((text) => [plain(text), name])),
)

const MOST_WORDS = Math.max(...[...nameOf.keys()].map((key) => key.split(' ').length))

/**
 * The brand a product's name begins with, longest first, or null. A brand further on in a name is
 * more often an ingredient or a place.
 */
export function findBrand(name: string): string | null {
  const words = plain(name).split(/\s+/, MOST_WORDS)
  for (let count = words.length; count > 0; count--) {
    const brand = nameOf.get(words.slice(0, count).join(' '))
    // A name that is nothing but a brand's word says nothing of a brand.
    if (brand && words.length > count) return brand
  }
  return null
}
