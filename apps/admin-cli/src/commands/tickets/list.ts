import { type TicketQuery, paginate } from '@desideliver/sdk'
import { type Command, Option } from 'commander'
import { connect } from '../../connect.ts'
import { note, printJson, printTable } from '../../output.ts'
import { type LimitOptions, pageSize, take, withLimit } from '../../take.ts'
import { getOrder } from '../orders/get-order.ts'
import { getUser } from '../users/get-user.ts'
import { findAssignee } from './find-assignee.ts'
import { categories, priorities, statuses, ticketColumns } from './ticket-table.ts'

interface Options
  extends LimitOptions, Pick<TicketQuery, 'status' | 'priority' | 'category' | 'from' | 'to' | 'search'> {
  assignee?: string
  customer?: string
  order?: string
}

export function addListTickets(tickets: Command): void {
  withLimit(tickets.command('list'))
    .description('list tickets, newest first')
    .addOption(new Option('-s, --status <status>', 'only tickets in this state').choices(statuses))
    .addOption(new Option('-p, --priority <priority>', 'only tickets of this priority').choices(priorities))
    .addOption(new Option('-c, --category <category>', 'only tickets of this kind').choices(categories))
    .option('-a, --assignee <who>', 'e-mail address or id of who has them, or me, or none')
    .option('--customer <customer>', 'e-mail address or id of whose they are')
    .option('--order <order>', 'number or id of the order they are about')
    .option('--from <day>', 'opened on this day or later, YYYY-MM-DD')
    .option('--to <day>', 'opened on this day or earlier')
    .option('--search <text>', 'part of number, subject, text, comment or customer')
    .addHelpText(
      'after',
      `
What is to be answered or resolved next stands in: desi tickets due

Examples:
  desi tickets list --status open --assignee none
  desi tickets list --search "toor dal" --limit 5
  desi tickets list --all --json | jq -r '.[].ticketNumber'`,
    )
    .action(listTickets)
}

async function listTickets(options: Options, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const { status, priority, category, from, to, search } = options
  const query = {
    status,
    priority,
    category,
    from,
    to,
    search,
    assignee: await findAssignee(client, options.assignee),
    orderId: options.order === undefined ? undefined : (await getOrder(client, options.order)).id,
    customerId: options.customer === undefined ? undefined : (await getUser(client, options.customer)).id,
    limit: pageSize(options),
  }
  const { items, more } = await take(
    paginate((cursor) => client.api.tickets.list.query({ ...query, cursor })),
    options,
  )
  if (json) printJson(items)
  else if (items.length > 0) printTable(ticketColumns, items)
  else note('No tickets match.')
  if (more) note('There are more: add --all, or a larger --limit.')
}
