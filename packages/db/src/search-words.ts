/** What people search for has few words, and each costs a look into several columns or indexes. */
const MOST_WORDS = 6

/** The words that someone searches by, each for a condition of its own. PostgreSQL stores no NUL. */
export const searchWords = (search: string): string[] =>
  search.replaceAll('\0', '').split(/\s+/).filter(Boolean).slice(0, MOST_WORDS)

/** A pattern for `ilike`, in which `%` and `_` stand for themselves. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`
