import { type CartHead, paginate } from '@desideliver/sdk'
import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { formatMoment, formatMoney } from '../../format.ts'
import { note, printJson, printTable } from '../../output.ts'
import type { Column } from '../../table.ts'
import { type LimitOptions, pageSize, take, withLimit } from '../../take.ts'

interface Options extends LimitOptions {
  search?: string
}

export function addListCarts(carts: Command): void {
  withLimit(carts.command('list'))
    .description('list carts that hold something, changed last first')
    .option('--search <text>', 'words of business, name, phone or e-mail')
    .addHelpText(
      'after',
      `
Examples:
  desi carts list
  desi carts list --search kitchen
  desi carts list --all --json | jq -r '.[] | [.customer.email, .subtotal] | @tsv'`,
    )
    .action(listCarts)
}

const columns: Column<CartHead>[] = [
  { head: 'E-mail', value: (cart) => cart.customer.email },
  { head: 'Business', value: (cart) => cart.customer.businessName, shrinksTo: 12 },
  { head: 'Lines', value: (cart) => cart.lineCount, align: 'right' },
  { head: 'Cases', value: (cart) => cart.totalQuantity, align: 'right' },
  { head: 'Subtotal', value: (cart) => formatMoney(cart.subtotal, 'USD'), align: 'right' },
  { head: 'Changed', value: (cart) => formatMoment(cart.updatedAt) },
  { head: 'Phone', value: (cart) => cart.customer.phoneNumber },
]

async function listCarts(options: Options, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const query = { search: options.search, limit: pageSize(options) }
  const { items, more } = await take(
    paginate((cursor) => client.api.carts.list.query({ ...query, cursor })),
    options,
  )
  if (json) printJson(items)
  else if (items.length > 0) printTable(columns, items)
  else note('No carts match.')
  if (more) note('There are more: add --all, or a larger --limit.')
}
