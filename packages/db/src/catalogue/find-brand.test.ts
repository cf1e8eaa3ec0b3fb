import { expect, test } from 'vitest'
import { brands } from './brands.ts'
import { findBrand } from './find-brand.ts'

test.each([
  ['DECCAN IDLY RICE 2X20LB', 'Deccan'],
  ["CHING'S SCHEZWAN CHUTNEY 24X250G", "Ching's"],
  ['CHING’S SCHEZWAN CHUTNEY 24X250G', "Ching's"],
  ['CHINGS VEG HAKKA NOODLES 15X560G', "Ching's"],
  ['LG HING POWDER 100G', 'LG'],
  ['kaveri gold cow ghee', 'Kaveri Gold'],
  ['  GM  CHANA DAL 5X8LB', 'GM'],
  ['Nescafé Classic 24X100G', 'Nescafe'],
  ['V.V.V. ANANDHAM GINGELLY OIL 12X1L', 'V.V.V Anandham'],
  ['HAJOORI/ SOSYO SODA 24X250ML', 'Hajoori'],
  ['WAGH BAKHRI TEA 12X900G', 'Wagh Bakri'],
  ['TOK MADRAS IDLY FAMILY PACK 14X540G', 'Taste of Kerala'],
  // As many words as the longest brand has.
  ['TASTE OF KERALA POROTTA 12X900G', 'Taste of Kerala'],
  ['SUPER TOWER GULKAND 16X1KG', 'Tower'],
])('%s is of %s', (name, brand) => expect(findBrand(name)).toBe(brand))

test.each(['DECCANI CHUTNEY', 'SAFFRON 1G', 'RICE FROM DECCAN 4X10LB', 'HEM', ''])('%s names no brand', (name) =>
  expect(findBrand(name)).toBeNull(),
)

test.each([
  ['KING KOLHAPURI JAGGERY 4X5KG', 'King'],
  ['KING SIZE MATTRESS 1/CS', null],
  ['PEARS SOAP FRESH 12X125G', 'Pears'],
  ['PEARS IN SYRUP 24X15OZ', null],
  ['KARACHI FRUIT BISCUIT 14X600G', 'Karachi'],
  ['KARACHI HALWA 20X400G', null],
  ['HIMALAYA LIV 52 100TAB 12/CS', 'Himalaya'],
  ['HIMALAYA PINK SALT 12X2LB', null],
  ['BEST BASMATI RICE 4X10LB', null],
  ['KITCHEN KING MASALA 10X100G', null],
])('a word with another meaning is a brand only where it surely is one: %s', (name, brand) =>
  expect(findBrand(name)).toBe(brand),
)

test('no two brands share a spelling, and every brand is found by each of its own', () => {
  const spellings = brands.flatMap(({ name, aliases = [], only = [name, ...aliases] }) =>
    only.map((spelling) => ({ spelling, name })),
  )
  expect(new Set(spellings.map(({ spelling }) => spelling.toUpperCase())).size).toBe(spellings.length)
  expect(spellings.map(({ spelling }) => findBrand(`${spelling} GOODS 10X1KG`))).toEqual(
    spellings.map(({ name }) => name),
  )
})

test('the beginning of a hostile name is read at once', () => {
  const start = performance.now()
  for (const part of ["'", '. ', ' (', 'KING ', '́']) findBrand(part.repeat(100_000))
  expect(performance.now() - start).toBeLessThan(1_000)
})
