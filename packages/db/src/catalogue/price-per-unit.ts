import { Big } from 'big.js'
import { LRUCache } from 'lru-cache'
import type { PackUnit } from './parse-pack.ts'

interface PricedPack {
  /** Exact decimal per case; null = on request. */
  price: string | null
  unitsPerCase: number | null
  unitSize: string | null
  unit: PackUnit | null
}

export const pricedUnits = ['kg', 'l', 'lb', 'oz', 'gal', 'pc'] as const
export type PricedUnit = (typeof pricedUnits)[number]

export interface PricePerUnit {
  /** Exact decimal with four places, rounded half up. */
  amount: string
  per: PricedUnit
}

/** Metric sizes meet in kg and l. An ounce stays one: of a drink it is no weight, and the name does not tell which. */
const measures: Record<PackUnit, { per: PricedUnit; in: number }> = {
  g: { per: 'kg', in: 1_000 },
  kg: { per: 'kg', in: 1 },
  ml: { per: 'l', in: 1_000 },
  l: { per: 'l', in: 1 },
  lb: { per: 'lb', in: 1 },
  oz: { per: 'oz', in: 1 },
  gal: { per: 'gal', in: 1 },
  pc: { per: 'pc', in: 1 },
}

/** Exact division is dear, and lists show the same products again and again. */
const known = new LRUCache<string, PricePerUnit>({ max: 10_000 })

/** What a kilogram, litre, pound, ounce, gallon or piece of a case costs; null where price or content is unknown. */
export function pricePerUnit({ price, unitsPerCase, unitSize, unit }: PricedPack): PricePerUnit | null {
  if (price === null || unitsPerCase === null || (unitSize === null) !== (unit === null)) return null
  const key = `${price}/${unitsPerCase}x${unitSize}${unit}`
  const found = known.get(key)
  if (found) return found
  const divided = divideByContent({ price, unitsPerCase, unitSize, unit })
  if (divided) known.set(key, divided)
  return divided
}

type KnownPack = PricedPack & { price: string; unitsPerCase: number }

function divideByContent({ price, unitsPerCase, unitSize, unit }: KnownPack): PricePerUnit | null {
  const content = new Big(unitsPerCase).times(unitSize ?? 1)
  if (content.lte(0)) return null
  const measure = measures[unit ?? 'pc']
  // The content is never divided, so that the only rounding is the last.
  const amount = divide(new Big(price).times(measure.in), content)
  return { amount: amount.toFixed(4), per: measure.per }
}

const Exact = Big()
Exact.DP = 4
Exact.RM = Exact.roundHalfUp

const divide = (total: Big, by: Big): Big => new Exact(total).div(by)
