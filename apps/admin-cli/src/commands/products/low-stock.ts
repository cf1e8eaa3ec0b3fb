import { paginate } from '@desideliver/sdk'
import { type Command, Option } from 'commander'
import { connect } from '../../connect.ts'
import { note, printJson, printTable } from '../../output.ts'
import { parseCount } from '../../parse-count.ts'
import { type LimitOptions, pageSize, take, withLimit } from '../../take.ts'
import { productColumns } from './product-table.ts'

interface Options extends LimitOptions {
  below?: number
}

export function addListLowStock(products: Command): void {
  withLimit(products.command('low-stock'))
    .description('list products on sale that run out, least first')
    .addOption(new Option('--below <cases>', 'what counts as low (10)').argParser(parseCount))
    .addHelpText(
      'after',
      `
Examples:
  desi products low-stock
  desi products low-stock --below 3 --all --json | jq -r '.[].itemCode'`,
    )
    .action(listLowStock)
}

async function listLowStock(options: Options, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const query = { threshold: options.below, limit: pageSize(options) }
  const { items, more } = await take(
    paginate((cursor) => client.api.products.listLowStock.query({ ...query, cursor })),
    options,
  )
  if (json) printJson(items)
  else if (items.length > 0) printTable(productColumns, items)
  else note('Nothing runs out.')
  if (more) note('There are more: add --all, or a larger --limit.')
}
