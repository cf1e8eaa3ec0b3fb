import { expect, test } from 'vitest'
import { findBrand } from './find-brand.ts'

test.each([
  ['DECCAN IDLY RICE 2X20LB', 'Deccan'],
  ["CHING'S SCHEZWAN CHUTNEY 24X250G", 'Ching’s'],
  ['CHINGS VEG HAKKA NOODLES 15X560G', 'Ching’s'],
  ['LG HING POWDER 100G', 'LG'],
  ['kaveri gold cow ghee', 'Kaveri Gold'],
])('%s is of %s', (name, brand) => expect(findBrand(name)).toBe(brand))

test.each(['DECCANI CHUTNEY', 'SAFFRON 1G', 'RICE FROM DECCAN 4X10LB', 'HEM', ''])('%s names no brand', (name) =>
  expect(findBrand(name)).toBeNull(),
)
