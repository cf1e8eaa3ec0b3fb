import { type Job, paginate } from '@desideliver/sdk'
import { type Command, Option } from 'commander'
import { connect } from '../../connect.ts'
import { note, printJson, printTable } from '../../output.ts'
import { type LimitOptions, pageSize, take, withLimit } from '../../take.ts'
import { jobColumns, jobStates } from './job-table.ts'

interface Options extends LimitOptions {
  queue?: string
  state?: Job['state']
  id?: string
}

export function addListJobs(jobs: Command): void {
  withLimit(jobs.command('list'))
    .description('list what is done in the background, newest first')
    .option('--queue <name>', 'only this kind of job, such as mail-order-confirmation')
    .addOption(new Option('-s, --state <state>', 'only those in this state; dead: given up').choices(jobStates))
    .option('--id <id>', 'only this job, or those about this order, account, …')
    .addHelpText('after', '\nExamples:\n  desi jobs list --state dead\n  desi jobs list --id <id of an order> --json')
    .action(listJobs)
}

async function listJobs(options: Options, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const { queue, state, id } = options
  const query = { queue, state, id, limit: pageSize(options) }
  const { items, more } = await take(
    paginate((cursor) => client.api.jobs.list.query({ ...query, cursor })),
    options,
  )
  if (json) printJson(items)
  else if (items.length > 0) printTable(jobColumns, items)
  else note('No jobs match.')
  if (more) note('There are more: add --all, or a larger --limit.')
}
