import { type Command, InvalidArgumentError, Option } from 'commander'
import { usageError } from '../../cli-error.ts'
import { connect } from '../../connect.ts'
import { formatMoney } from '../../format.ts'
import { noteDone, printJson } from '../../output.ts'
import { getOrder } from './get-order.ts'

/** Cases by item code. */
type Cases = Map<string, number>

interface Options {
  reason: string
  lost?: Cases
}

export function addDeliverShort(orders: Command): void {
  const command = orders
    .command('deliver-short')
    .description('say that less is delivered than was ordered; its customer is told by e-mail')
    .argument('<order>', 'order number or id')
    .argument('<item=cases...>', 'item codes, and the cases that are delivered', readCases)
    .requiredOption('--reason <text>', 'told to the customer')
    .addOption(new Option('--lost <item=cases...>', 'missing cases that do not go back to stock').argParser(readCases))
    .addHelpText(
      'after',
      `
While the order is processing or ready, and as a correction once it is delivered. What you say of an item replaces
what was said of it before: stock moves by the difference.

Examples:
  desi orders deliver-short DD20260309007 DD-1001=6 --reason "Not enough on the shelf"
  desi orders deliver-short DD20260309007 DD-1001=6 DD-1044=0 --lost DD-1001=2 --reason "Two torn, rest missing"
  desi orders deliver-short DD20260309007 DD-1001=10 --reason "Found after all"`,
    )
  command.action((numberOrId: string, delivered: Cases, options: Options) =>
    deliverShort(command, { numberOrId, delivered, ...options }),
  )
}

function readCases(text: string, before?: Cases): Cases {
  const [, code = '', cases = ''] = /^(.+)=(\d{1,9})$/.exec(text) ?? []
  if (!code) throw new InvalidArgumentError('Write it like DD-1001=6.')
  return new Map([...(before ?? []), [code, Number(cases)]])
}

async function deliverShort(command: Command, said: Options & { numberOrId: string; delivered: Cases }): Promise<void> {
  const { client, json } = await connect(command)
  const { delivered, lost = new Map<string, number>(), reason } = said
  const astray = [...lost.keys()].find((code) => !delivered.has(code))
  if (astray !== undefined)
    throw usageError(`How much of ${astray} is delivered?`, `Add ${astray}=<cases>, 0 where it is nothing.`)
  const order = await getOrder(client, said.numberOrId)
  const lines = [...delivered].map(([itemCode, deliveredQuantity]) => ({
    itemCode,
    deliveredQuantity,
    lostQuantity: lost.get(itemCode) ?? 0,
  }))
  const { id, version } = order
  const changed = await client.api.orders.deliverShort.mutate({ id, lines, reason, version })
  if (json) return printJson(changed)
  const was = formatMoney(order.subtotal, order.currency)
  noteDone(`${changed.orderNumber} came to ${was} and is now ${formatMoney(changed.subtotal, changed.currency)}.`)
}
