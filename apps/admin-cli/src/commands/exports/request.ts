import type { Export } from '@desideliver/sdk'
import { Argument, type Command } from 'commander'
import { usageError } from '../../cli-error.ts'
import { connect } from '../../connect.ts'
import { note, noteDone, printJson } from '../../output.ts'
import { getOrder } from '../orders/get-order.ts'
import { exportKinds } from './export-table.ts'
import { downloadFinished, waitForExport } from './wait-for-export.ts'

interface Options {
  order?: string
  date?: string
  from?: string
  to?: string
  wait?: boolean
  out?: string
}

export function addRequestExport(exports: Command): void {
  exports
    .command('request')
    .description('have a file of orders written in the background')
    .addArgument(new Argument('<kind>', 'what is exported').choices(exportKinds))
    .option('--order <order>', 'for order-csv: order number or id')
    .option('--date <day>', 'for orders-daily; today unless told')
    .option('--from <day>', 'for orders-range: the first day of placing')
    .option('--to <day>', 'for orders-range: the last day, included')
    .option('-w, --wait', 'until it is finished, then download it')
    .option('-o, --out <file>', 'with --wait: where to; - writes to stdout')
    .addHelpText(
      'after',
      `
Examples:
  desi exports request orders-daily --date 2026-03-09
  desi exports request orders-range --from 2026-03-01 --to 2026-03-31 --wait --out march.csv`,
    )
    .action(requestExport)
}

async function requestExport(kind: Export['kind'], options: Options, command: Command): Promise<void> {
  const { order, date, from, to, wait, out } = options
  if (out !== undefined && !wait) throw usageError('--out needs --wait.', 'Add --wait, or download it later.')
  const { client, json } = await connect(command)
  const orderId = order === undefined ? undefined : (await getOrder(client, order)).id
  const requested = await client.api.exports.request.mutate({ kind, orderId, date, from, to })
  if (wait) return downloadFinished(client, await waitForExport(client, requested.id), out)
  if (json) return printJson(requested)
  noteDone(`${requested.fileName} is being written.`)
  note(`To see how far it is: desi exports show ${requested.id}`)
}
