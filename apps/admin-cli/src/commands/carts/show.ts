import { type CustomerCart, type DesiDeliverClient, paginate } from '@desideliver/sdk'
import type { Command } from 'commander'
import { CliError } from '../../cli-error.ts'
import { connect } from '../../connect.ts'
import { exitCodes } from '../../exit-codes.ts'
import { formatCount, formatMoment, formatMoney } from '../../format.ts'
import { isId } from '../../is-id.ts'
import { printFields, printHeading, printJson, printTable } from '../../output.ts'
import type { Column } from '../../table.ts'

export function addShowCart(carts: Command): void {
  carts
    .command('show')
    .description('show a cart, what of it cannot be ordered, and what has changed since it was put in')
    .argument('<cart>', 'e-mail address of its customer, or id')
    .addHelpText(
      'after',
      '\nExamples:\n  desi carts show customer@desideliver.test\n  desi carts show customer@desideliver.test --json | jq .subtotal',
    )
    .action(showCart)
}

async function showCart(emailOrId: string, _options: object, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const cart = await getCart(client, emailOrId)
  if (json) return printJson(cart)
  const unpriced = cart.unpricedLines ? ` and ${formatCount(cart.unpricedLines, 'line')} without a price` : ''
  printFields({
    Business: cart.customer.businessName,
    Contact: `${cart.customer.contactPerson}, ${cart.customer.phoneNumber}`,
    'E-mail': cart.customer.email,
    Cases: cart.totalQuantity,
    Subtotal: `${formatMoney(cart.subtotal, 'USD')}${unpriced}`,
    Changed: formatMoment(cart.updatedAt),
    Id: cart.id,
  })
  printHeading('Lines')
  printTable(lineColumns, cart.lines)
}

type Line = CustomerCart['lines'][number]

const lineColumns: Column<Line>[] = [
  { head: 'Code', value: ({ product }) => product.itemCode },
  { head: 'Name', value: ({ product }) => product.name, shrinksTo: 20 },
  { head: 'Cases', value: (line) => line.quantity, align: 'right' },
  {
    head: 'Price',
    value: ({ product }) => formatMoney(product.price, product.currency) ?? 'on request',
    align: 'right',
  },
  { head: 'Remarks', value: remarksOf, shrinksTo: 16 },
]

/** Why it cannot be ordered, and what is not as it was. */
function remarksOf({ reason, changes }: Line): string {
  const changed = changes.map(({ field, from, to }) => `${field} was ${from ?? 'unknown'}, is ${to ?? 'unknown'}`)
  return [reason, ...changed].filter(Boolean).join('; ')
}

/** @throws CliError, ApiError where there is none, or nothing in it */
async function getCart({ api }: DesiDeliverClient, emailOrId: string): Promise<CustomerCart> {
  if (isId(emailOrId)) return await api.carts.get.query({ id: emailOrId.toLowerCase() })
  const email = emailOrId.trim().toLowerCase()
  // The search finds longer addresses that contain this one, too.
  const found = paginate((cursor) => api.carts.list.query({ search: email, limit: 100, cursor }))
  for await (const cart of found) if (cart.customer.email === email) return await api.carts.get.query({ id: cart.id })
  throw new CliError(`There is nothing in a cart of ${emailOrId}.`, {
    exitCode: exitCodes.notFound,
    nextStep: 'Find it with: desi carts list --search <name, business or phone>',
  })
}
