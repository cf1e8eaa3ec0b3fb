/** The blocks of the Indian scripts follow one plan: the same sound stands at the same place in each. */
const BLOCK = 0x80
const NORTHERN = new Set([0x900, 0x980, 0xa00, 0xa80])
const SOUTHERN = new Set([0xb00, 0xb80, 0xc00, 0xc80, 0xd00])
const TAMIL = 0xb80

const vowels = ' a aa i ii u uu ri l e e e ai o o o au'.split(' ')
const consonants = 'k kh g gh n ch chh j jh n t th d dh n t th d dh n n p ph b bh m y r r l l zh v sh sh s h'.split(' ')
const VOWELS_AT = 0x04
const CONSONANTS_AT = 0x15
/** Signs that a consonant bears follow the vowels at this distance. */
const SIGN_AFTER = 0x38
const VIRAMA = 0x4d
const ANUSVARA = new Set([0x01, 0x02, 0x70])
const withNukta = 'k kh g z d dh f y'.split(' ')
const NUKTA_AT = 0x58

/** The vowel that a consonant has unless another is written. */
const INHERENT = 'ə'

interface Sound {
  text: string
  vowel: boolean
}

/** Writes what stands in an Indian script as its speakers write it in Latin letters: हल्दी is haldii, సెనగ is senaga. */
export const romanise = (text: string): string => text.replace(/[\u0900-\u0d7f\u200c\u200d]+/g, romaniseWord)

function romaniseWord(word: string): string {
  const sounds: Sound[] = []
  let block = 0
  for (const letter of word) {
    const code = letter.codePointAt(0) ?? 0
    block = code - (code % BLOCK) || block
    addSound(sounds, code % BLOCK)
  }
  if (NORTHERN.has(block)) dropSilent(sounds)
  const plain = sounds.map(({ text }) => text.replace(INHERENT, 'a')).join('')
  const southern = SOUTHERN.has(block) ? plain.replace(/n$/, (end) => (ANUSVARA.has(lastOf(word)) ? 'm' : end)) : plain
  return block === TAMIL ? voice(southern) : southern
}

const lastOf = (word: string): number => (word.codePointAt(word.length - 1) ?? 0) % BLOCK

function addSound(sounds: Sound[], place: number): void {
  const bare = sounds.at(-1)?.text === INHERENT
  const sign = vowels[place - SIGN_AFTER - VOWELS_AT]
  const consonant = consonants[place - CONSONANTS_AT] ?? withNukta[place - NUKTA_AT]
  if (place === VIRAMA) {
    if (bare) sounds.pop()
  } else if (ANUSVARA.has(place)) sounds.push({ text: 'n', vowel: false })
  else if (consonant) sounds.push({ text: consonant, vowel: false }, { text: INHERENT, vowel: true })
  else if (sign && place > SIGN_AFTER + VOWELS_AT) {
    if (bare) sounds.pop()
    sounds.push({ text: sign, vowel: true })
  } else {
    const vowel = vowels[place - VOWELS_AT]
    if (vowel) sounds.push({ text: vowel, vowel: true })
  }
}

/** Hindi and its neighbours do not speak it at the end, nor between two open syllables: इमली is imli. */
function dropSilent(sounds: Sound[]): void {
  if (sounds.length > 2 && sounds.at(-1)?.text === INHERENT) sounds.pop()
  for (let at = 2; at < sounds.length - 2; at++) {
    const around = [sounds[at - 2], sounds[at - 1], sounds[at + 1], sounds[at + 2]].map((sound) => sound?.vowel)
    if (sounds[at]?.text === INHERENT && around.join() === 'true,false,false,true') sounds.splice(at, 1)
  }
}

/** Tamil writes hard and soft sounds alike: they are soft after n and m and between vowels. */
const voice = (word: string): string =>
  word
    .replace(/^ch/, 's')
    .replace(/nch/g, 'nj')
    .replace(/nt/g, 'nd')
    .replace(/nk/g, 'ng')
    .replace(/mp/g, 'mb')
    .replace(/(?<=[aeiou])k(?=[aeiou])/g, 'g')
