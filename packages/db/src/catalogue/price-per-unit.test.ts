import { seededNumbers } from '@desideliver/db/testing'
import { Big } from 'big.js'
import { expect, test } from 'vitest'
import { packUnits } from './parse-pack.ts'
import { pricePerUnit } from './price-per-unit.ts'

test.each([
  ['30.00', 20, '500', 'ml', '3.0000', 'l'],
  ['121.50', 18, '907', 'g', '7.4421', 'kg'],
  ['42.50', 10, '4', 'lb', '1.0625', 'lb'],
  ['55.00', 24, '16', 'oz', '0.1432', 'oz'],
  ['61.50', 2, '20.000', 'lb', '1.5375', 'lb'],
  ['10.00', 1, '3', 'l', '3.3333', 'l'],
  ['20.00', 1, '3', 'gal', '6.6667', 'gal'],
  ['12.00', 24, null, null, '0.5000', 'pc'],
  ['12.00', 12, '100', 'pc', '0.0100', 'pc'],
  ['0.00', 1, '1', 'kg', '0.0000', 'kg'],
  ['1000000.00', 1, '0.001', 'g', '1000000000000.0000', 'kg'],
] as const)('%s for %i × %s %s is %s per %s', (...[price, unitsPerCase, unitSize, unit, amount, per]) => {
  expect(pricePerUnit({ price, unitsPerCase, unitSize, unit })).toEqual({ amount, per })
})

test.each([
  [{ price: null }],
  [{ unitsPerCase: null }],
  [{ unitSize: null }],
  [{ unit: null }],
  [{ unitsPerCase: null, unitSize: null, unit: null }],
])('with %j the price per unit is unknown', (unknown) => {
  expect(pricePerUnit({ price: '10.00', unitsPerCase: 10, unitSize: '1', unit: 'kg', ...unknown })).toBeNull()
})

test('for any pack, all units at their price cost the case, to the last rounding', () => {
  const numbers = seededNumbers(20260309)
  const random = (below: number): number => Math.floor(numbers() * below)
  for (let run = 0; run < 2_000; run++) {
    const unit = packUnits[random(packUnits.length)] ?? 'pc'
    const [price, unitSize] = [new Big(random(1e8)).div(100).toFixed(2), new Big(1 + random(1e6)).div(1_000).toFixed(3)]
    const unitsPerCase = 1 + random(9_999)
    const found = pricePerUnit({ price, unitsPerCase, unitSize, unit })
    if (!found) throw new Error('A known pack has a price per unit')
    const isThousandth = unit === 'g' || unit === 'ml'
    const content = new Big(unitSize).times(unitsPerCase).times(isThousandth ? '0.001' : 1)
    expect(found.per).toBe(unit === 'g' ? 'kg' : unit === 'ml' ? 'l' : unit)
    const error = content.times(found.amount).minus(price).abs()
    expect(error.lte(content.times('0.00005'))).toBe(true)
  }
})
