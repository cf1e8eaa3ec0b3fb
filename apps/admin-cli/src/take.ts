import { type Command, InvalidArgumentError, Option } from 'commander'

export interface LimitOptions {
  limit: number
  all?: boolean
}

const DEFAULT_LIMIT = 20
const LARGEST_PAGE = 100

/** Gives a list command its `--limit` and `--all`. */
export const withLimit = (command: Command): Command =>
  command
    .addOption(new Option('-n, --limit <number>', 'at most this many').argParser(parseLimit).default(DEFAULT_LIMIT))
    .addOption(new Option('--all', 'to the very end').conflicts('limit'))

function parseLimit(text: string): number {
  const limit = Number(text)
  if (!Number.isSafeInteger(limit) || limit < 1) throw new InvalidArgumentError('It is a whole number from 1.')
  return limit
}

/** How many a page should hold, so that one request is enough to know whether there is more. */
export const pageSize = ({ limit, all }: LimitOptions): number =>
  all ? LARGEST_PAGE : Math.min(limit + 1, LARGEST_PAGE)

/** Reads a list as far as wanted, and tells whether it goes on. */
export async function take<Item>(
  list: AsyncIterable<Item>,
  { limit, all }: LimitOptions,
): Promise<{ items: Item[]; more: boolean }> {
  const items: Item[] = []
  for await (const item of list) {
    if (!all && items.length === limit) return { items, more: true }
    items.push(item)
  }
  return { items, more: false }
}
