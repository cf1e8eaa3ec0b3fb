import type { Order, OrderWithTickets } from '@desideliver/sdk'
import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { formatCount, formatMoment, formatMoney, formatWord } from '../../format.ts'
import { printFields, printHeading, printJson, printTable } from '../../output.ts'
import type { Column } from '../../table.ts'
import { getOrder } from './get-order.ts'

export function addShowOrder(orders: Command): void {
  orders
    .command('show')
    .description('show an order with its lines, totals, tickets and history')
    .argument('<order>', 'order number or id')
    .addHelpText(
      'after',
      '\nExamples:\n  desi orders show DD20260309007\n  desi orders show DD20260309007 --json | jq .nextStatuses',
    )
    .action(showOrder)
}

async function showOrder(numberOrId: string, _options: object, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const order = await getOrder(client, numberOrId)
  if (json) return printJson(order)
  printHead(order)
  printHeading('Lines')
  printTable(lineColumns(order.currency), order.lines)
  if (order.tickets.length > 0) {
    printHeading('Tickets')
    printTable(ticketColumns, order.tickets)
  }
  printHeading('History')
  printTable(historyColumns, order.history)
}

function printHead(order: Order): void {
  const unpriced = order.unpricedLines ? ` and ${formatCount(order.unpricedLines, 'line')} without a price` : ''
  printFields({
    Order: order.orderNumber,
    Status: order.status,
    'May become': order.nextStatuses.join(', ') || 'nothing: this is its end',
    Business: order.businessName,
    Contact: `${order.contactPerson}, ${order.phoneNumber}`,
    'Deliver to': order.deliveryAddress,
    Instructions: order.deliveryInstructions,
    Notes: order.notes,
    Wanted: order.preferredDeliveryDate,
    Delivered: order.actualDeliveryDate,
    Placed: formatMoment(order.createdAt),
    Cases: order.totalQuantity,
    Subtotal: `${formatMoney(order.subtotal, order.currency)}${unpriced}`,
    Id: order.id,
  })
}

const quantityOf = ({ quantity, deliveredQuantity }: Order['lines'][number]): string =>
  deliveredQuantity === null || deliveredQuantity === quantity
    ? String(quantity)
    : `${deliveredQuantity} of ${quantity}`

const lineColumns = (currency: string): Column<Order['lines'][number]>[] => [
  { head: 'Code', value: (line) => line.itemCode },
  { head: 'Name', value: (line) => line.name, shrinksTo: 28 },
  { head: 'Quantity', value: quantityOf, align: 'right' },
  { head: 'Unit', value: (line) => line.unit },
  { head: 'Price', value: (line) => formatMoney(line.price, currency) ?? 'on request', align: 'right' },
  { head: 'Category', value: (line) => line.category, shrinksTo: 10 },
]

const ticketColumns: Column<OrderWithTickets['tickets'][number]>[] = [
  { head: 'Ticket', value: (ticket) => ticket.ticketNumber },
  { head: 'Status', value: (ticket) => formatWord(ticket.status) },
  { head: 'Subject', value: (ticket) => ticket.subject, shrinksTo: 20 },
]

const historyColumns: Column<Order['history'][number]>[] = [
  { head: 'When', value: (entry) => formatMoment(entry.createdAt) },
  { head: 'From', value: (entry) => entry.from },
  { head: 'To', value: (entry) => entry.to },
  { head: 'By', value: (entry) => entry.changedBy, shrinksTo: 10 },
  { head: 'Note', value: (entry) => entry.note, shrinksTo: 16 },
]
