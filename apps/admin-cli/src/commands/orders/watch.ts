import type { OrderEvent } from '@desideliver/sdk'
import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { formatMoment } from '../../format.ts'
import { note, printJsonLine, toLine } from '../../output.ts'
import { getOrder } from './get-order.ts'

export function addWatchOrders(orders: Command): void {
  orders
    .command('watch')
    .description('show what happens to orders, as it happens, until Ctrl-C')
    .argument('[order]', 'order number or id; all unless told')
    .addHelpText(
      'after',
      `
A lost connection comes back by itself, and tells what happened meanwhile.
With --json each change is an object on a line of its own.

Examples:
  desi orders watch
  desi orders watch DD20260309007
  desi orders watch --json | jq -r 'select(.change == "placed").order.orderNumber'`,
    )
    .action(watchOrders)
}

async function watchOrders(numberOrId: string | undefined, _options: object, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const orderId = numberOrId === undefined ? undefined : (await getOrder(client, numberOrId)).id
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  process.once('SIGTERM', () => stop.abort())
  const events = client.api.orders.watch.subscribe({ orderId }, { signal: stop.signal })
  for await (const { data } of events) {
    if (data.type === 'change') print(data, json)
    else note(signs[data.type])
  }
}

type OrderChange = Extract<OrderEvent, { type: 'change' }>

const signs: Record<Exclude<OrderEvent['type'], 'change'>, string> = {
  ready: 'Watching. Press Ctrl-C to stop.',
  reset: 'Much happened meanwhile: see desi orders list.',
}

function print(change: OrderChange, json: boolean): void {
  if (json) return printJsonLine(change)
  const { orderNumber, status } = change.order
  const what = { placed: 'placed', status: `now ${status}`, details: `changed (${status})` }[change.change]
  process.stdout.write(`${formatMoment(change.at)}  ${toLine(orderNumber)}  ${what}\n`)
}
