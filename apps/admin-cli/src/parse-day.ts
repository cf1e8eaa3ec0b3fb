import { InvalidArgumentError } from 'commander'

/** A calendar day, for commander. */
export function parseDay(text: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00Z`).toJSON()?.startsWith(text)
  if (!isDay) throw new InvalidArgumentError('Write it like 2026-03-09.')
  return text
}
