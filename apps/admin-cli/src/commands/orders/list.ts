import { type OrderStatus, paginate } from '@desideliver/sdk'
import { type Command, Option } from 'commander'
import { connect } from '../../connect.ts'
import { note, printJson, printTable } from '../../output.ts'
import { parseDay } from '../../parse-day.ts'
import { type LimitOptions, pageSize, take, withLimit } from '../../take.ts'
import { orderColumns, statuses, urgentColumns } from './order-table.ts'

interface Options extends LimitOptions {
  status?: OrderStatus
  search?: string
  from?: string
  to?: string
  date?: string
  urgent?: true
}

export function addListOrders(orders: Command): void {
  withLimit(orders.command('list'))
    .description('list orders, newest or most urgent first')
    .addOption(new Option('-s, --status <status>', 'only orders in this state').choices(statuses))
    .option('--search <text>', 'part of order number, business, contact, phone or e-mail')
    .addOption(new Option('--date <day>', 'placed on this day of the business').argParser(parseDay))
    .addOption(new Option('--from <day>', 'placed on this day or later').argParser(parseDay))
    .addOption(new Option('--to <day>', 'placed on this day or earlier').argParser(parseDay))
    .option('-u, --urgent', 'only what has still to be delivered, by the day it is wanted')
    .addHelpText(
      'after',
      `
Examples:
  desi orders list --status pending
  desi orders list --urgent
  desi orders list --search kitchen --limit 5
  desi orders list --from 2026-03-01 --to 2026-03-31 --all --json | jq -r '.[].orderNumber'`,
    )
    .action(listOrders)
}

async function listOrders(options: Options, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const { status, search, from, to, date, urgent } = options
  const sort = urgent ? ('urgent' as const) : ('newest' as const)
  const query = { status, search, from, to, date, sort, limit: pageSize(options) }
  const { items, more } = await take(
    paginate((cursor) => client.api.orders.listAll.query({ ...query, cursor })),
    options,
  )
  if (json) printJson(items)
  else if (items.length > 0) printTable(urgent ? urgentColumns : orderColumns, items)
  else note('No orders match.')
  if (more) note('There are more: add --all, or a larger --limit.')
}
