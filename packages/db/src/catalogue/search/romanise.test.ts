import { expect, test } from 'vitest'
import { romanise } from './romanise.ts'

test.each([
  ['हल्दी', 'haldii'],
  ['इमली', 'imlii'],
  ['सरसों का तेल', 'sarson kaa tel'],
  ['अदरक', 'adrak'],
  ['भिंडी', 'bhindii'],
  ['लहसुन', 'lahsun'],
  ['જીરું', 'jiirun'],
  ['હળદર', 'haldar'],
  ['மஞ்சள்', 'manjal'],
  ['சீரகம்', 'siiragam'],
  ['துவரம் பருப்பு', 'tuvaram paruppu'],
  ['పసుపు', 'pasupu'],
  ['కందిపప్పు', 'kandipappu'],
  ['బియ్యం', 'biyyam'],
  ['ghee 16oz', 'ghee 16oz'],
])('%s is read as %s', (written, latin) => expect(romanise(written)).toBe(latin))
