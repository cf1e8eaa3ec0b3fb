import type { Ticket } from '@desideliver/sdk'
import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { formatMoment, formatWord } from '../../format.ts'
import { note, printFields, printHeading, printJson, printTable } from '../../output.ts'
import type { Column } from '../../table.ts'
import { getTicket } from './get-ticket.ts'
import { printClaims, printFiles } from './print-parts.ts'
import { formatDue } from './ticket-table.ts'

export function addShowTicket(tickets: Command): void {
  tickets
    .command('show')
    .description('show a ticket with its claims, files, conversation, notes among staff and history')
    .argument('<ticket>', 'ticket number or id')
    .addHelpText(
      'after',
      '\nExamples:\n  desi tickets show TKT20260309007\n  desi tickets show TKT20260309007 --json | jq ".comments[-1]"',
    )
    .action(showTicket)
}

async function showTicket(numberOrId: string, _options: object, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const ticket = await getTicket(client, numberOrId)
  if (json) return printJson(ticket)
  printHead(ticket)
  printClaims(ticket)
  printFiles(ticket)
  printHeading('Conversation')
  if (ticket.comments.length === 0) note('Nobody has written anything yet.')
  for (const comment of ticket.comments) {
    const kind = comment.internal ? ' (note among staff)' : comment.isStaff ? ' (staff)' : ''
    printFields({ [formatMoment(comment.createdAt)]: `${comment.author}${kind}: ${comment.comment}` })
  }
  if (ticket.history.length === 0) return
  printHeading('History')
  printTable(historyColumns, ticket.history)
}

function printHead(ticket: Ticket): void {
  const { customer, satisfaction } = ticket
  printFields({
    Ticket: ticket.ticketNumber,
    Subject: ticket.subject,
    Status: formatWord(ticket.status),
    'May become': ticket.nextStatuses.map(formatWord).join(', ') || 'nothing: this is its end',
    Priority: ticket.priority,
    Justification: ticket.justification,
    Category: formatWord(ticket.category),
    Due: formatDue(ticket),
    Assignee: ticket.assignee?.name ?? 'nobody',
    Customer: `${customer.name}, ${customer.businessName} <${customer.email}>`,
    Order: ticket.order && `${ticket.order.orderNumber} (${ticket.order.status})`,
    Opened: `${formatMoment(ticket.createdAt)} by ${ticket.openedBy}`,
    Satisfaction:
      satisfaction && `${satisfaction.score} of 5${satisfaction.comment ? `: ${satisfaction.comment}` : ''}`,
    Id: ticket.id,
    Text: ticket.description,
  })
}

const historyColumns: Column<Ticket['history'][number]>[] = [
  { head: 'When', value: (entry) => formatMoment(entry.createdAt) },
  { head: 'What', value: (entry) => entry.field },
  { head: 'From', value: (entry) => entry.oldValue && formatWord(entry.oldValue), shrinksTo: 8 },
  { head: 'To', value: (entry) => entry.newValue && formatWord(entry.newValue), shrinksTo: 8 },
  { head: 'By', value: (entry) => entry.changedBy, shrinksTo: 10 },
  { head: 'Reason', value: (entry) => entry.reason, shrinksTo: 16 },
]
