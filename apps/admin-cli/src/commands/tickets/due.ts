import { paginate } from '@desideliver/sdk'
import { type Command, Option } from 'commander'
import { connect } from '../../connect.ts'
import { note, printJson, printTable } from '../../output.ts'
import { parseCount } from '../../parse-count.ts'
import { type LimitOptions, pageSize, take, withLimit } from '../../take.ts'
import { findAssignee } from './find-assignee.ts'
import { ticketColumns } from './ticket-table.ts'

interface Options extends LimitOptions {
  hours: number
  assignee?: string
}

export function addListDueTickets(tickets: Command): void {
  withLimit(tickets.command('due'))
    .description('list what is to be answered or resolved, the most urgent first')
    .addOption(
      new Option('--hours <number>', 'due within so many hours; 0 = late already').argParser(parseCount).default(24),
    )
    .option('-a, --assignee <who>', 'e-mail address or id of who has them, or me, or none')
    .addHelpText(
      'after',
      '\nExamples:\n  desi tickets due --assignee me\n  desi tickets due --hours 0 --json | jq length',
    )
    .action(listDue)
}

async function listDue(options: Options, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const assignee = await findAssignee(client, options.assignee)
  const query = { hours: options.hours, assignee, limit: pageSize(options) }
  const { items, more } = await take(
    paginate((cursor) => client.api.tickets.due.query({ ...query, cursor })),
    options,
  )
  if (json) printJson(items)
  else if (items.length > 0) printTable(ticketColumns, items)
  else note('Nothing is due.')
  if (more) note('There are more: add --all, or a larger --limit.')
}
