import type { Command } from 'commander'
import { usageError } from '../../cli-error.ts'
import { connect } from '../../connect.ts'
import { noteDone, printJson } from '../../output.ts'
import { writeDownload } from '../../write-download.ts'

interface Options {
  date?: string
  out?: string
  /** An address, or true for the coordinator. */
  email?: string | true
}

export function addDailyOrders(orders: Command): void {
  orders
    .command('daily')
    .description('write a day’s orders as CSV, as they are picked and delivered, or mail them')
    .option('--date <day>', 'as 2026-03-09; today where the business is unless told')
    .option('-o, --out <file>', 'where to; - writes to stdout')
    .option('--email [address]', 'mail them instead; to the delivery coordinator unless told')
    .addHelpText(
      'after',
      `
Examples:
  desi orders daily
  desi orders daily --date 2026-03-09 --out - | column -s, -t
  desi orders daily --email
  desi orders daily --date 2026-03-09 --email picker@example.com`,
    )
    .action(dailyOrders)
}

async function dailyOrders(options: Options, command: Command): Promise<void> {
  if (options.email !== undefined) return mailOrders(options, command)
  const { client } = await connect(command)
  const download = await client.exportDailyOrders({ date: options.date })
  await writeDownload(download, { told: 'The orders are', out: options.out })
}

async function mailOrders({ date, email, out }: Options, command: Command): Promise<void> {
  if (out !== undefined) throw usageError('--email and --out do not go together.', 'Give one of them.')
  const { client, json } = await connect(command)
  const to = email === true ? undefined : email
  const promised = await client.api.orders.emailDaily.mutate({ date, to })
  if (json) return printJson(promised)
  noteDone(`The orders of ${promised.date} are on their way to ${promised.to ?? 'the delivery coordinator'}.`)
}
