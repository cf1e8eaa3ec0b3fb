import { isDeepStrictEqual } from 'node:util'

/** The fields that differ, as they were and as they are; null where none does. */
export function difference<State extends object>(
  before: State,
  after: State,
): { before: Partial<State>; after: Partial<State> } | null {
  const names = (Object.keys(after) as (keyof State)[]).filter((name) => !isDeepStrictEqual(before[name], after[name]))
  if (names.length === 0) return null
  const pick = (state: State) => Object.fromEntries(names.map((name) => [name, state[name]])) as Partial<State>
  return { before: pick(before), after: pick(after) }
}
