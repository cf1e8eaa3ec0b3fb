/** A word, a phrase with spaces, or a tsquery already, as a tsquery. Terms hold nothing else but letters and digits. */
export const toTsquery = (term: string): string => {
  if (term.includes('&')) return `(${term})`
  return term.includes(' ') ? `(${term.replaceAll(' ', ' <-> ')})` : term
}

/** The tsquery of what has one of the terms. */
export const anyTerm = (terms: readonly string[]): string => `(${terms.map(toTsquery).join(' | ')})`
