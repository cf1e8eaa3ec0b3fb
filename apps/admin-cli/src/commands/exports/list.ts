import { type Export, paginate } from '@desideliver/sdk'
import { type Command, Option } from 'commander'
import { connect } from '../../connect.ts'
import { note, printJson, printTable } from '../../output.ts'
import { type LimitOptions, pageSize, take, withLimit } from '../../take.ts'
import { exportColumns, exportStatuses } from './export-table.ts'

interface Options extends LimitOptions {
  status?: Export['status']
}

export function addListExports(exports: Command): void {
  withLimit(exports.command('list'))
    .description('list your exports of the last week, newest first')
    .addOption(new Option('-s, --status <status>', 'only those in this state').choices(exportStatuses))
    .addHelpText('after', '\nExamples:\n  desi exports list\n  desi exports list --status finished --json')
    .action(listExports)
}

async function listExports(options: Options, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const query = { status: options.status, limit: pageSize(options) }
  const { items, more } = await take(
    paginate((cursor) => client.api.exports.list.query({ ...query, cursor })),
    options,
  )
  if (json) printJson(items)
  else if (items.length > 0) printTable(exportColumns, items)
  else note('You have no such exports.')
  if (more) note('There are more: add --all, or a larger --limit.')
}
