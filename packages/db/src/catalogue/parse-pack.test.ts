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
  ['GINGER GARLIC PASTE12X700G', '12 700 g'],
  ['PANIPURI MIX 20X200G', '20 200 g'],
  ['SEV MIX 5LB', '1 5 lb'],
  ['CORN STARCH IN BOX 24X1LB', '24 1 lb'],
  ['PEANUT OIL 9X33.80OZ', '9 33.8 oz'],
  ['VEG. MOMO 4X80PCX22G/CS (RESTAURANT PACK)', '320 22 g'],
  ['MITHA PAN 12JARX210G', '12 210 g'],
  ['SUPARI POUCH 4X60X3G (240/CS)', '240 3 g'],
  ['HEXA MUSK 24X6X20 STICKS', '144 20 pc'],
  ['TEA BAGS 36X100CT (200G)', '36 100 pc'],
  ['GINGER TEA 16X200G (100TB)', '16 200 g'],
  ['GULAB JAMUN PARTY PACK 4X75PCS (3.6KG)', '4 75 pc'],
  ['BAJRA FLOUR 8X500G(1.1LB)', '8 500 g'],
  ['TABLETS JAR 15 TABLET  48PCS/CS', '48 - -'],
  ['COCONUT WHOLE (INDIA) 25CT', '25 - -'],
  ['PUTTU 10X600G - W WHITE PUTTU (2X300G FREE)', '10 600 g'],
])('%s holds %s', (name, pack) => expect(show(parsePack(name))).toBe(pack))

test.each([
  ['TABLE COVER 42X42 2/CS', '2 - -'],
  ['OXIDISED BAJOTH (10X10) 6/CS', '6 - -'],
  ['MATTRESS 35X72', 'unknown'],
  ['LAMI. 9X12 G-L-S 6/CS', '6 - -'],
  ['IDOL SMALL12/CS', '12 - -'],
  ['SPICE BOX 2/CS', '2 - -'],
  ['PRINTED TEMPLE 18X15X24   1/CS', '1 - -'],
  ['VENTED BAG 9X11 (FOR CURRY LEAVES 4OZ)500/CS', '500 - -'],
  ['PLASTIC LADI (FH12) 24/CS', '24 - -'],
  ['SHUBH LABH 15PAIR/CS', '15 - -'],
  ['CLAY COOKING HANDI  1LTR  4/CS', '4 - -'],
  ['SWEET BOX EMPTY 1KG 15/CS', '15 - -'],
])('the size of a thing is no pack: %s', (name, pack) => expect(show(parsePack(name, 'Non-Food'))).toBe(pack))

test.each([
  'CORIANDER POWDER PP',
  'SESAME SEED 50/55LB',
  'HERBAL TEA 30X5G (50 BOX)',
  'MIXED PICKLE 12X800',
  'CANDY 30X100X280G',
  'NOODLES 12X400-450G',
  'NOODLES 12X400G-450G',
  'MASALA CHIPS 70X55G/58G',
  'ALOE VERA GEL 60/64X150ML',
  'CHURNA 5X100G(+50G)',
  'KANTHIL 21X5GM/BX',
  'TENNIS BALL 25/BX',
  'S.S BOWL #13 10/25/CS',
  'LADI (80 PCS) 16 PKT X 5/CS',
  'SANITIZER 4 GAL/CS',
  'TEA BAGS 100TB',
  'GARLIC 10X500G 5X1KG',
  'GARLIC BUCKET 5KG 10X500G 5X1KG',
  'GARLIC 12X500G 24/CS',
  'GARLIC 2 X 3 X 4 X 5G',
  'GARLIC 0X500G',
  'GARLIC 0/CS',
  'GARLIC 2.5PC',
  'PAAN 35PCX12JARS',
  '',
])('what can be read in two ways, or not at all, stays unknown: %s', (name) => expect(parsePack(name)).toBeNull())

test('a size alone is a pack of food and the measure of a pot', () => {
  expect(show(parsePack('COCONUT OIL 5L', 'Branded'))).toBe('1 5 l')
  expect(parsePack('PRESSURE COOKER 5L', 'Non-Food')).toBeNull()
})

test('a hostile name of 300 characters is read at once', () => {
  const start = performance.now()
  for (const part of ['1X', '(1', '1 X 1 X ', '9'.repeat(9), 'X(', '1PCX', 'AAA1 JARX ', '1 TO ', '( FREE', '('])
    parsePack(part.repeat(300).slice(0, 300))
  expect(performance.now() - start).toBeLessThan(1_000)
})
