import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { noteDone, printJson } from '../../output.ts'

export function addRetryJob(jobs: Command): void {
  jobs
    .command('retry')
    .description('try a dead job again')
    .argument('<id>', 'as desi jobs list --state dead shows it')
    .addHelpText(
      'after',
      `
Examples:
  desi jobs retry 4ab7f4f5-2f6a-4b0e-9a54-0d9bb6f6a3b1
  desi jobs list --state dead --all --json | jq -r '.[].id' | xargs -n1 desi jobs retry`,
    )
    .action(retryJob)
}

async function retryJob(id: string, _options: object, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const job = await client.api.jobs.retry.mutate({ id })
  if (json) return printJson(job)
  noteDone(`${job.queue} is in its queue again. See how it does: desi jobs show ${job.id}`)
}
