/** Days on which nobody works: `YYYY-MM-DD` for one, `MM-DD` for one of every year. */
export type ClosedDays = readonly string[]

/** @param day `YYYY-MM-DD` */
export const isClosedDay = (day: string, closedDays: ClosedDays): boolean =>
  closedDays.includes(day) || closedDays.includes(day.slice('YYYY-'.length))
