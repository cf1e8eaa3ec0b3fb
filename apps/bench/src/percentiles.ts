/** Milliseconds, or whatever was measured. */
export const sorted = (values: readonly number[]): number[] => values.toSorted((one, other) => one - other)

/** @param ascending in ascending order */
export const percentile = (ascending: readonly number[], percent: number): number =>
  ascending[Math.min(ascending.length - 1, Math.floor((ascending.length * percent) / 100))] ?? Number.NaN

export const median = (values: readonly number[]): number => percentile(sorted(values), 50)
