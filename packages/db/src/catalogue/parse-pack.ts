export const packUnits = ['g', 'kg', 'oz', 'lb', 'ml', 'l', 'gal', 'pc'] as const
export type PackUnit = (typeof packUnits)[number]

/** What a case holds: 20 × 500 ml is 20 units of size 500 in ml. */
export interface Pack {
  /** Null where only the size is known. */
  unitsPerCase: number | null
  /** Exact decimal, such as `'1.5'`; null where the name counts pieces of no known size. */
  unitSize: string | null
  unit: PackUnit | null
}

const unitNames: Record<string, PackUnit> = {
  G: 'g',
  GM: 'g',
  GMS: 'g',
  GR: 'g',
  GRAM: 'g',
  GRAMS: 'g',
  KG: 'kg',
  KGS: 'kg',
  OZ: 'oz',
  LB: 'lb',
  LBS: 'lb',
  ML: 'ml',
  L: 'l',
  LT: 'l',
  LTR: 'l',
  LTRS: 'l',
  LITER: 'l',
  LITRE: 'l',
  GAL: 'gal',
  PC: 'pc',
  PCS: 'pc',
  CT: 'pc',
}

/** Pieces only as the end of a chain: alone, `100TB` tells the box and not the case. */
const pieceNames: Record<string, PackUnit> = { TB: 'pc', STK: 'pc', STICK: 'pc', STICKS: 'pc' }

// Every quantifier is bounded: a hostile name costs no more than a long one.
/** Not `55G/58G`, `400G-450G`, `100G(+50G)`, `5GM/BX`, whose size or case stays open, nor `9X12 G-L-S`, a picture. */
const leftOpen = String.raw`(?! ?\/(?! ?(?:CS|CASE)\b)| ?[&+~-] ?\d|-[A-Z]\b| ?\(\+)`
const sizeIn = (...names: Record<string, PackUnit>[]): string =>
  String.raw`(\d{1,5}(?:\.\d{1,3})?) ?(${names.flatMap(Object.keys).join('|')})\b${leftOpen}`
/** Words may run into a count (`PASTE12X700G`), but `FH12` and the `NO.` of a model do not start one. */
const start = String.raw`(?<=^|[^\w./,-]|[A-WYZ]{3})(?<![^A-Z]X )`
const chain = new RegExp(
  String.raw`${start}(\d{1,4}) ?(?:JARS?)?X ?(?:(\d{1,4}) ?(?:PCS?)?X ?)?\(?${sizeIn(unitNames, pieceNames)}`,
  'g',
)
const single = new RegExp(String.raw`(?<![\w./,#-])(?<![^A-Z]X ?\(?)(?<!\d ?(?:&|TO) ?)${sizeIn(unitNames)}`, 'g')
const perCase = new RegExp(String.raw`${start}(\d{1,4}) ?(?:PCS?|SETS?|PAIRS?|PKS?|PKTS?)? ?\/ ?(?:CS|CASE)\b`, 'g')
/** `10X600G - W WHITE PUTTU (2X300G FREE)`: what comes along is not what is sold. */
const giveaway = /\([^()]{1,40} FREE\)/g
/** `30X5G (50 BOX)`: a third level that the name leaves to the reader. */
const innerBoxes = /\(\d{1,4} ?(?:BOX|BOXES|BX|PK|PKT|PKTS|PACK|POUCH)\)/
const equivalent = /\(\d{1,5}(?:\.\d{1,3})? ?[A-Z]{1,5}\)$/

/** Shelves where `3L` on its own is the size of the thing sold, not of its packing. */
const sizedThings = new Set(['NON-FOOD', 'SUPPLIES'])

/**
 * Reads from a product's name what a case holds. Unknown beats wrong: a name that can be read in two
 * ways is not read at all.
 * @param category helps where a size alone is a pack of flour but the measure of a pot
 */
export function parsePack(name: string, category = ''): Pack | null {
  const text = name.toUpperCase().replace(giveaway, ' ')
  if (innerBoxes.test(text)) return null
  const sizedUnits = onlyOne(text, chain, readChain)
  const count = readCount(text)
  if (sizedUnits && count && sizedUnits.unitsPerCase !== count.unitsPerCase) return null
  const pack = sizedUnits ?? count ?? readSingle(text, category)
  return pack && isPlausible(pack) ? pack : null
}

type Match = RegExpMatchArray

/** Two different readings of one name are none. */
function onlyOne(text: string, pattern: RegExp, read: (match: Match) => Pack): Pack | null {
  const [first, ...others] = [...text.matchAll(pattern)].map(read)
  if (!first || others.some((other) => JSON.stringify(other) !== JSON.stringify(first))) return null
  return first
}

function readChain([, outer = '', inner, unitSize = '', unit = '']: Match): Pack {
  return sized(Number(outer) * Number(inner ?? 1), unitSize, unit)
}

const kilograms: Record<PackUnit, number> = {
  g: 0.001,
  ml: 0.001,
  kg: 1,
  l: 1,
  lb: 0.4536,
  oz: 0.0283,
  gal: 3.785,
  pc: 0,
}

/** `30X100X280G` would be a case of 840 kg: the last size is then not that of a unit. */
const HEAVIEST_CASE_KG = 60

function isPlausible({ unitsPerCase, unitSize, unit }: Pack): boolean {
  // `2.5PC` is no count.
  if (!Number.isInteger(unitsPerCase)) return false
  const total = Number(unitsPerCase) * Number(unitSize ?? 1)
  return total > 0 && (unit === null || total * kilograms[unit] <= HEAVIEST_CASE_KG)
}

function readCount(text: string): Pack | null {
  return onlyOne(text, perCase, ([, count]) => ({ unitsPerCase: Number(count), unitSize: null, unit: null }))
}

function readSingle(text: string, category: string): Pack | null {
  if (sizedThings.has(category.toUpperCase()) || /\/ ?(?:CS|CASE)\b|\d ?X ?\(?\d/.test(text)) return null
  // `500G(1.1LB)` says one thing twice.
  const pack = onlyOne(text.replace(equivalent, ' '), single, ([, unitSize = '', unit = '']) =>
    sized(1, unitSize, unit),
  )
  return pack?.unit === 'pc' ? { unitsPerCase: Number(pack.unitSize), unitSize: null, unit: null } : pack
}

const sized = (unitsPerCase: number, unitSize: string, unit: string): Pack => ({
  unitsPerCase,
  unitSize: String(Number(unitSize)),
  unit: unitNames[unit] ?? pieceNames[unit] ?? null,
})
