import type { Job } from '@desideliver/sdk'
import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { formatMoment } from '../../format.ts'
import { note, printFields, printJson } from '../../output.ts'

export function addShowJob(jobs: Command): void {
  jobs
    .command('show')
    .description('show a job: what it is about, and what went wrong')
    .argument('<id>', 'as desi jobs list shows it')
    .addHelpText('after', '\nExamples:\n  desi jobs show 4ab7f4f5-2f6a-4b0e-9a54-0d9bb6f6a3b1')
    .action(showJob)
}

async function showJob(id: string, _options: object, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const job = await client.api.jobs.get.query({ id })
  if (json) return printJson(job)
  printFields(fieldsOf(job))
  if (job.state === 'dead') note(`To try it again: desi jobs retry ${job.id}`)
}

const whenOf = (moment: Date | null): string | null => (moment ? formatMoment(moment) : null)

function fieldsOf(job: Job): Record<string, string | null> {
  const payload = Object.entries(job.payload ?? {}).map(([name, value]) => `${name}: ${String(value)}`)
  return {
    Queue: job.queue,
    State: job.state,
    Tries: String(job.attempts),
    Error: job.error,
    About: payload.join(', ') || null,
    Since: formatMoment(job.createdAt),
    Begun: whenOf(job.startedAt),
    Ended: whenOf(job.endedAt),
    'Next try': job.state === 'retrying' || job.state === 'waiting' ? formatMoment(job.startsAt) : null,
    Id: job.id,
  }
}
