import { expect, test } from 'vitest'
import { type Pack, parsePack } from './parse-pack.ts'

/** `'20 500 ml'` reads as 20 units of 500 ml; `-` is unknown. */
const show = (pack: Pack | null): string =>
  pack ? [pack.unitsPerCase ?? '-', pack.unitSize ?? '-', pack.unit ?? '-'].join(' ') : 'unknown'

test.each([
  ['SESAME OIL 20X500ML', '20 500 ml'],
  ['ROSE MUKHWAS 3X10X110G', '30 110 g'],
  ['PLASTIC TORAN 24/CS', '24 - -'],
  ['BRASS DIYA (32/CS)', '32 - -'],
  ['MASALA DABBA 10 / CS', '10 - -'],
  ['BESAN 55LB', '1 55 lb'],
  ['AMLA POWDER 18X907G (2LB)', '18 907 g'],
  ['ROSE WATER 1LTR', '1 1 l'],
  ['ASAFOETIDA 50GM', '1 50 g'],
  ['KOLHAPURI JAGGERY 6X(2KG)4LB', '6 2 kg'],
  ['CANOLA OIL 32.5L', '1 32.5 l'],
  ['CORN OIL 6X1GAL', '6 1 gal'],
  ['TURMERIC 10 X 800 GM', '10 800 g'],
])('%s holds %s', (name, pack) => expect(show(parsePack(name))).toBe(pack))

test.each([
  ['TABLE COVER 42X42 2/CS', '2 - -'],
  ['OXIDISED BAJOTH (10X10) 6/CS', '6 - -'],
  ['MATTRESS 35X72', 'unknown'],
])('the size of a thing is no pack: %s', (name, pack) => expect(show(parsePack(name, 'Non-Food'))).toBe(pack))

test.each([
  'CORIANDER POWDER PP',
  'SESAME SEED 50/55LB',
  'HERBAL TEA 30X5G (50 BOX)',
  'MIXED PICKLE 12X800',
  'CANDY 30X100X280G',
  'NOODLES 12X400-450G',
  'PAAN 35PCX12JARS',
  '',
])('what can be read in two ways, or not at all, stays unknown: %s', (name) => expect(parsePack(name)).toBeNull())

test('a size alone is a pack of food and the measure of a pot', () => {
  expect(show(parsePack('COCONUT OIL 5L', 'Branded'))).toBe('1 5 l')
  expect(parsePack('PRESSURE COOKER 5L', 'Non-Food')).toBeNull()
})

test('a hostile name of 300 characters is read at once', () => {
  const start = performance.now()
  for (const part of ['1X', '(1', '1 X 1 X ', '9'.repeat(9), 'X(']) parsePack(part.repeat(300).slice(0, 300))
  expect(performance.now() - start).toBeLessThan(1_000)
})
