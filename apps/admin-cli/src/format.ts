/** Exact, unlike a number: `1234.5` of USD becomes `$1,234.50`. */
export function formatMoney(amount: string | null, currency: string): string | null {
  if (amount === null) return null
  return new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(amount as `${number}`)
}

const moments = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short' })

/** In the time zone of the terminal, such as `2026-03-09 16:05`. */
export const formatMoment = (moment: Date): string => moments.format(moment)

/** Underscores are for programs. */
export const formatWord = (word: string): string => word.replaceAll('_', ' ')

export const formatCount = (count: number, one: string, many: string = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`
