import type { DesiDeliverClient, NewTicket } from '@desideliver/sdk'
import { type Command, Option } from 'commander'
import { connect } from '../../connect.ts'
import { noteDone, printJson } from '../../output.ts'
import { readText } from '../../read-text.ts'
import { getOrder } from '../orders/get-order.ts'
import { getUser } from '../users/get-user.ts'
import { claimsHelp, readClaim } from './claim-words.ts'
import { categories, formatDue, priorities } from './ticket-table.ts'

interface Options extends Pick<NewTicket, 'category' | 'priority' | 'justification'> {
  order?: string
  claim?: NewTicket['claims']
}

interface Call extends Options {
  customer: string
  subject: string
  text: string
}

export function addCreateTicket(tickets: Command): void {
  const command = tickets
    .command('create')
    .description('open a ticket for a customer who calls; they are told by e-mail')
    .argument('<customer>', 'e-mail address or id')
    .argument('<subject>', '5 to 200 characters')
    .argument('<text>', 'what they say, 20 to 2,000 characters; - reads stdin')
    .addOption(new Option('-c, --category <category>', 'what it is about').choices(categories).makeOptionMandatory())
    .addOption(new Option('-p, --priority <priority>', 'medium unless told otherwise').choices(priorities))
    .option('--justification <text>', 'why the priority')
    .option('--order <order>', 'number or id of the order it is about')
    .addOption(
      new Option('--claim <item=cases:reason:wish...>', 'what is to be put right of the order').argParser(readClaim),
    )
    .addHelpText(
      'after',
      `
${claimsHelp}

Examples:
  desi tickets create meera@example.com "Two cases are missing" "Two of ten cases of toor dal did not come." \\
    --category order_issue --order DD20260309007 --claim 10442=2:missing:replacement`,
    )
  command.action((...[customer, subject, text, options]: [string, string, string, Options]) =>
    createTicket(command, { customer, subject, text, ...options }),
  )
}

async function createTicket(command: Command, call: Call): Promise<void> {
  const { client, json } = await connect(command)
  const ticket = await client.api.tickets.create.mutate(await readTicket(client, call))
  if (json) return printJson(ticket)
  const due = formatDue(ticket)
  noteDone(`${ticket.ticketNumber} is open for ${ticket.customer.name}${due ? `, ${due}` : ''}.`)
}

async function readTicket(client: DesiDeliverClient, { customer, text, order, claim, ...words }: Call) {
  const { id: customerId } = await getUser(client, customer)
  const orderId = order === undefined ? undefined : (await getOrder(client, order)).id
  return { ...words, description: await readText(text), customerId, orderId, claims: claim }
}
