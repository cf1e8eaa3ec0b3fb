import type { Command } from 'commander'
import { usageError } from '../../cli-error.ts'
import { connect } from '../../connect.ts'
import { writeDownload } from '../../write-download.ts'
import { downloadFinished, waitForExport } from '../exports/wait-for-export.ts'
import { getOrder } from './get-order.ts'

interface Options {
  from?: string
  to?: string
  out?: string
}

export function addExportOrders(orders: Command): void {
  orders
    .command('export')
    .description('write an order, or all that was ordered in some days, as CSV')
    .argument('[order]', 'order number or id')
    .option('--from <day>', 'the first day of placing, as 2026-03-01')
    .option('--to <day>', 'the last day, included; the first unless told')
    .option('-o, --out <file>', 'where to; - writes to stdout')
    .addHelpText(
      'after',
      `
Days are those of the business. What was cancelled is left out, except where you name the order.
Several days are written in the background on the server; Ctrl-C leaves them there (see desi exports list).

Examples:
  desi orders export DD20260309007
  desi orders export --from 2026-03-01 --to 2026-03-31 --out march.csv
  desi orders export --from 2026-03-09 --out - | wc -l`,
    )
    .action(exportOrders)
}

async function exportOrders(numberOrId: string | undefined, options: Options, command: Command): Promise<void> {
  if (numberOrId === undefined) return exportDays(options, command)
  if (options.from !== undefined || options.to !== undefined)
    throw usageError('An order and days do not go together.', 'Give an order, or --from and --to.')
  const { client } = await connect(command)
  const order = await getOrder(client, numberOrId)
  const download = await client.exportOrder(order.id)
  await writeDownload(download, { told: `${order.orderNumber} is`, out: options.out })
}

async function exportDays({ from, to = from, out }: Options, command: Command): Promise<void> {
  if (from === undefined || to === undefined)
    throw usageError('Say what to export.', 'Give an order, or days: --from 2026-03-01 --to 2026-03-31')
  const { client } = await connect(command)
  const { id } = await client.api.exports.request.mutate({ kind: 'orders-range', from, to })
  await downloadFinished(client, await waitForExport(client, id), out)
}
