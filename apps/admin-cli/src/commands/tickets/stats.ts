import type { TicketStats } from '@desideliver/sdk'
import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { formatCount, formatWord } from '../../format.ts'
import { printFields, printHeading, printJson } from '../../output.ts'

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
  if (json) return printJson(stats)
  printFields({
    Tickets: stats.total,
    'To resolve': stats.open,
    Late: stats.overdue,
    'Last 7 days': stats.lastSevenDays,
    'First answer': formatTarget(stats.meanSecondsToFirstAnswer, stats.firstAnswersInTime, stats.firstAnswersLate),
    Resolution: formatTarget(stats.meanSecondsToResolution, stats.resolutionsInTime, stats.resolutionsLate),
    Satisfaction: stats.meanScore && `${stats.meanScore} of 5, ${formatCount(stats.ratings, 'rating')}`,
  })
  const groups = { Status: stats.byStatus, Priority: stats.byPriority, Category: stats.byCategory }
  for (const [heading, counts] of Object.entries(groups)) printCounts(heading, counts)
}

function printCounts(heading: string, counts: TicketStats['byStatus' | 'byPriority' | 'byCategory']): void {
  printHeading(heading)
  printFields(Object.fromEntries(Object.entries(counts).map(([word, count]) => [formatWord(word), count])))
}

function formatTarget(meanSeconds: number | null, inTime: number, late: number): string | null {
  if (meanSeconds === null) return null
  const hours = Math.round(meanSeconds / 360) / 10
  return `${hours} h on average, ${inTime} of ${inTime + late} in time`
}
