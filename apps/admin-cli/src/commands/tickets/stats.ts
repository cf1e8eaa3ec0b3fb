import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { printJson } from '../../output.ts'
import { printTicketStats } from './ticket-numbers.ts'

export function addShowTicketStats(tickets: Command): void {
  tickets
    .command('stats')
    .description('how the support desk is doing')
    .addHelpText('after', '\nExamples:\n  desi tickets stats\n  desi tickets stats --json | jq .overdue')
    .action(showStats)
}

async function showStats(_options: object, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const stats = await client.api.tickets.stats.query()
  if (json) printJson(stats)
  else printTicketStats(stats)
}
