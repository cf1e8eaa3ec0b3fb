import { type Command, InvalidArgumentError, Option } from 'commander'
import { connect } from '../../connect.ts'
import { printJson } from '../../output.ts'
import { parseDay } from '../../parse-day.ts'
import { readTicketNumbers } from '../tickets/ticket-numbers.ts'
import { readOrderNumbers } from './order-numbers.ts'
import type { StatsRange } from './stats-part.ts'

/** What `desi stats` shows, one part after the other; each reads its own numbers. A new one adds its line here. */
const parts = { orders: readOrderNumbers, tickets: readTicketNumbers }

export function addStats(program: Command): void {
  program
    .command('stats')
    .description('show how business goes, drawn in the terminal')
    .addOption(new Option('--from <day>', 'the first day; days are those of the business').argParser(parseDay))
    .addOption(new Option('--to <day>', 'the last day, included; today unless told otherwise').argParser(parseDay))
    .addOption(new Option('--days <number>', 'so many days to the last (30)').argParser(parseDays).conflicts('from'))
    .addHelpText(
      'after',
      `
Examples:
  desi stats
  desi stats --days 90
  desi stats --from 2026-01-01 --to 2026-03-31 --json | jq .orders.amount`,
    )
    .action(showStats)
}

function parseDays(text: string): number {
  const days = Number(text)
  if (!Number.isSafeInteger(days) || days < 1 || days > 366)
    throw new InvalidArgumentError('It is a number from 1 to 366.')
  return days
}

async function showStats(range: StatsRange, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const read = await Promise.all(
    Object.entries(parts).map(async ([name, part]) => [name, await part(client, range)] as const),
  )
  if (json) return printJson(Object.fromEntries(read.map(([name, { numbers }]) => [name, numbers])))
  for (const [, { print }] of read) print()
}
