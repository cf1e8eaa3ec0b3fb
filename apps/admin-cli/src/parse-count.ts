import { InvalidArgumentError } from 'commander'

/** A whole number of things, for commander. */
export function parseCount(text: string): number {
  const count = Number(text)
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(count)) throw new InvalidArgumentError('It is a whole number.')
  return count
}
