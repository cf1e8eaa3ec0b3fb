import type { TicketStats } from '@desideliver/sdk'
import { drawBars } from '../../chart.ts'
import { formatCount, formatWord } from '../../format.ts'
import { printDrawing, printFields, printHeading, terminalWidth } from '../../output.ts'
import type { StatsPart } from '../stats/stats-part.ts'

/** The support desk as it stands now, whatever the range. */
export const readTicketNumbers: StatsPart = async ({ api }) => {
  const stats = await api.tickets.stats.query()
  return {
    numbers: stats,
    print: () => {
      printHeading('Tickets at the desk')
      printTicketStats(stats)
    },
  }
}

export function printTicketStats(stats: TicketStats): void {
  printFields({
    Tickets: stats.total,
    'To resolve': stats.open,
    Late: stats.overdue,
    'Last 7 days': stats.lastSevenDays,
    'First answer': formatTarget(stats.meanSecondsToFirstAnswer, stats.firstAnswersInTime, stats.firstAnswersLate),
    Resolution: formatTarget(stats.meanSecondsToResolution, stats.resolutionsInTime, stats.resolutionsLate),
    Satisfaction: stats.meanScore && `${stats.meanScore} of 5, ${formatCount(stats.ratings, 'rating')}`,
  })
  const groups = { state: stats.byStatus, priority: stats.byPriority, category: stats.byCategory }
  for (const [name, counts] of Object.entries(groups)) {
    printHeading(`Tickets by ${name}`)
    const bars = Object.entries(counts).map(([word, value]) => ({
      label: formatWord(word),
      value,
      text: String(value),
    }))
    printDrawing(drawBars(bars, terminalWidth()))
  }
}

function formatTarget(meanSeconds: number | null, inTime: number, late: number): string | null {
  if (meanSeconds === null) return null
  const hours = Math.round(meanSeconds / 360) / 10
  return `${hours} h on average, ${inTime} of ${inTime + late} in time`
}
