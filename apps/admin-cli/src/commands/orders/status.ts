import type { OrderStatus } from '@desideliver/sdk'
import { Argument, type Command } from 'commander'
import { connect } from '../../connect.ts'
import { formatCount } from '../../format.ts'
import { note, noteDone, printJson } from '../../output.ts'
import { confirmOrStop } from '../../prompts.ts'
import { getOrder } from './get-order.ts'
import { statuses } from './order-table.ts'

interface Options {
  note?: string
  yes?: boolean
}

interface Change extends Options {
  numberOrId: string
  status: OrderStatus
}

export function addChangeOrderStatus(orders: Command): void {
  const command = orders
    .command('status')
    .description('move an order along, or cancel it; its customer is told by e-mail')
    .argument('<order>', 'order number or id')
    .addArgument(new Argument('<status>', 'what it becomes').choices(statuses))
    .option('--note <text>', 'kept in its history and told to the customer')
    .option('-y, --yes', 'do not ask before cancelling')
    .addHelpText(
      'after',
      `
Examples:
  desi orders status DD20260309007 confirmed
  desi orders status DD20260309007 cancelled --note "Out of season" --yes`,
    )
  command.action((numberOrId: string, status: OrderStatus, options: Options) =>
    changeOrderStatus(command, { numberOrId, status, ...options }),
  )
}

async function changeOrderStatus(command: Command, change: Change): Promise<void> {
  const { client, json } = await connect(command)
  const { status } = change
  const order = await getOrder(client, change.numberOrId)
  // Where it cannot be cancelled anyway, the server says so: no need to ask.
  if (status === 'cancelled' && order.canCancel) {
    const what = `${order.orderNumber} of ${order.businessName} (${formatCount(order.totalQuantity, 'case')})`
    await confirmOrStop(`Cancel ${what}? This cannot be undone.`, change.yes)
  }
  // Whoever said yes said it to the order as it was shown.
  const { id, version } = order
  const changed = await client.api.orders.changeStatus.mutate({ id, status, note: change.note, version })
  if (json) return printJson(changed)
  noteDone(`${changed.orderNumber} was ${order.status} and is now ${changed.status}.`)
  note(changed.nextStatuses.length > 0 ? `It may become ${changed.nextStatuses.join(' or ')}.` : 'That is its end.')
}
