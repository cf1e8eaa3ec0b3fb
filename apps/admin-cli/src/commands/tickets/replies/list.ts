import { type CannedReply, paginate } from '@desideliver/sdk'
import type { Command } from 'commander'
import { connect } from '../../../connect.ts'
import { formatMoment } from '../../../format.ts'
import { note, printJson, printTable } from '../../../output.ts'
import type { Column } from '../../../table.ts'
import { type LimitOptions, pageSize, take, withLimit } from '../../../take.ts'

const columns: Column<CannedReply>[] = [
  { head: 'Title', value: ({ title }) => title, shrinksTo: 24 },
  { head: 'Changed', value: ({ updatedAt }) => formatMoment(updatedAt) },
  { head: 'Text', value: ({ body }) => body, shrinksTo: 20 },
]

export function addListReplies(replies: Command): void {
  withLimit(replies.command('list'))
    .description('list canned replies by title')
    .addHelpText('after', '\nExamples:\n  desi tickets replies list\n  desi tickets replies list --all --json')
    .action(listReplies)
}

async function listReplies(options: LimitOptions, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const { items, more } = await take(
    paginate((cursor) => client.api.cannedReplies.list.query({ limit: pageSize(options), cursor })),
    options,
  )
  if (json) printJson(items)
  else if (items.length > 0) printTable(columns, items)
  else note('There are none yet: desi tickets replies create --help')
  if (more) note('There are more: add --all, or a larger --limit.')
}
