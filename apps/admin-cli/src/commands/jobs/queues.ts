import type { JobQueue } from '@desideliver/sdk'
import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { color, printJson, printTable } from '../../output.ts'
import type { Column } from '../../table.ts'

export function addListQueues(jobs: Command): void {
  jobs
    .command('queues')
    .description('how each queue is getting on; times are of the last hour')
    .addHelpText('after', '\nExamples:\n  desi jobs queues\n  desi jobs queues --json | jq "map(.dead) | add"')
    .action(listQueues)
}

async function listQueues(_options: object, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const { items } = await client.api.jobs.queues.query({})
  if (json) printJson(items)
  else printTable(columns, items)
}

const number = (head: string, value: (queue: JobQueue) => number | null, unit = ''): Column<JobQueue> => ({
  head,
  value: (queue) => {
    const figure = value(queue)
    return figure === null ? null : `${Math.round(figure * 100) / 100}${unit}`
  },
  align: 'right',
})

const columns: Column<JobQueue>[] = [
  { head: 'Queue', value: ({ queue }) => queue },
  number('Waiting', ({ waiting }) => waiting),
  number('Oldest', ({ oldestSeconds }) => oldestSeconds, ' s'),
  number('Active', ({ active }) => active),
  number('Retrying', ({ retrying }) => retrying),
  { ...number('Dead', ({ dead }) => dead), paint: (text, { dead }) => (dead > 0 ? color.red(text) : text) },
  number('Done', ({ completed }) => completed),
  number('Given up', ({ failed }) => failed),
  number('Median', ({ medianSeconds }) => medianSeconds, ' s'),
  number('p95', ({ p95Seconds }) => p95Seconds, ' s'),
]
