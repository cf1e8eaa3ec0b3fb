import { type OrderStatus, paginate } from '@desideliver/sdk'
import { type Command, Option } from 'commander'
import { connect } from '../../connect.ts'
import { note, printJson, printTable } from '../../output.ts'
import { type LimitOptions, pageSize, take, withLimit } from '../../take.ts'
import { orderColumns, statuses } from './order-table.ts'

interface Options extends LimitOptions {
  status?: OrderStatus
  search?: string
}

export function addListOrders(orders: Command): void {
  withLimit(orders.command('list'))
    .description('list orders, newest first')
    .addOption(new Option('-s, --status <status>', 'only orders in this state').choices(statuses))
    .option('--search <text>', 'part of order number, business, contact, phone or e-mail')
    .addHelpText(
      'after',
      `
Examples:
  desi orders list --status pending
  desi orders list --search kitchen --limit 5
  desi orders list --all --json | jq -r '.[].orderNumber'`,
    )
    .action(listOrders)
}

async function listOrders(options: Options, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const { status, search } = options
  const query = { status, search, limit: pageSize(options) }
  const { items, more } = await take(
    paginate((cursor) => client.api.orders.listAll.query({ ...query, cursor })),
    options,
  )
  if (json) printJson(items)
  else if (items.length > 0) printTable(orderColumns, items)
  else note('No orders match.')
  if (more) note('There are more: add --all, or a larger --limit.')
}
