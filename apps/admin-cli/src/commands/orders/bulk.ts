import type { BulkStatusResult, Order, OrderStatus } from '@desideliver/sdk'
import { Argument, type Command } from 'commander'
import { CliError } from '../../cli-error.ts'
import { connect } from '../../connect.ts'
import { exitCodes } from '../../exit-codes.ts'
import { formatCount } from '../../format.ts'
import { noteDone, printJson, printTable } from '../../output.ts'
import { confirmOrStop } from '../../prompts.ts'
import type { Column } from '../../table.ts'
import { getOrder } from './get-order.ts'
import { statuses } from './order-table.ts'

interface Options {
  note?: string
  yes?: boolean
}

const MOST_ORDERS = 100

export function addChangeManyOrders(orders: Command): void {
  const command = orders
    .command('bulk')
    .description('move many orders along, or cancel them: each by itself, with a result for each')
    .addArgument(new Argument('<status>', 'what they become').choices(statuses))
    .argument('<orders...>', `order numbers or ids, ${MOST_ORDERS} at most`)
    .option('--note <text>', 'kept in the history of each and told to its customer')
    .option('-y, --yes', 'do not ask before cancelling')
    .addHelpText(
      'after',
      `
Ends with 6 where any was refused; the others are changed all the same.

Examples:
  desi orders bulk confirmed DD20260309007 DD20260309008
  desi orders list --status pending --json | jq -r '.[].orderNumber' | xargs desi orders bulk confirmed
  desi orders bulk cancelled DD20260309007 DD20260309008 --note "Out of season" --yes`,
    )
  command.action((status: OrderStatus, named: string[], options: Options) =>
    changeManyOrders(command, { status, named, ...options }),
  )
}

async function changeManyOrders(command: Command, change: Options & { status: OrderStatus; named: string[] }) {
  const { client, json } = await connect(command)
  const { status, named, note, yes } = change
  const found = await Promise.all([...new Set(named)].map((name) => getOrder(client, name)))
  if (status === 'cancelled')
    await confirmOrStop(`Cancel ${formatCount(found.length, 'order')}? This cannot be undone.`, yes)
  const orderIds = found.map(({ id }) => id)
  const { changed, refused, results } = await client.api.orders.changeStatusOfMany.mutate({ orderIds, status, note })
  if (json) printJson({ changed, refused, results })
  else printTable(columnsFor(found), results)
  if (refused === 0) return noteDone(`${formatCount(changed, 'order')} changed.`)
  throw new CliError(`${refused} of ${formatCount(results.length, 'order')} could not become ${status}.`, {
    exitCode: exitCodes.conflict,
    nextStep: 'See how one stands with: desi orders show <order>',
  })
}

function columnsFor(orders: Order[]): Column<BulkStatusResult>[] {
  const numbers = new Map(orders.map(({ id, orderNumber }) => [id, orderNumber]))
  return [
    { head: 'Order', value: ({ orderId }) => numbers.get(orderId) ?? orderId },
    { head: 'Now', value: ({ order }) => order?.status ?? 'unchanged' },
    { head: 'Why not', value: ({ refusal }) => refusal?.message ?? null, shrinksTo: 24 },
  ]
}
