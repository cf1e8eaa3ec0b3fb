import type { OrderStats } from '@desideliver/sdk'
import { drawBars, drawSparkline } from '../../chart.ts'
import { formatCount, formatMoney } from '../../format.ts'
import { printDrawing, printFields, printHeading, terminalWidth } from '../../output.ts'
import type { StatsPart } from './stats-part.ts'

type Counts = OrderStats['byStatus']

/** What waits at the desk now, and what was ordered in the range. */
export const readOrderNumbers: StatsPart = async ({ api }, range) => {
  const [stats, desk] = await Promise.all([
    api.orders.stats.query(range),
    api.orders.listAll.query({ counts: true, limit: 1 }),
  ])
  const { delivered: _delivered, cancelled: _cancelled, ...open } = desk.counts ?? stats.byStatus
  return { numbers: { ...stats, open }, print: () => printOrders(stats, open) }
}

function printOrders(stats: OrderStats, open: Partial<Counts>): void {
  printHeading('Orders at the desk now')
  printCounts(open)
  printHeading(`Orders from ${stats.from} to ${stats.to}`)
  printFields({
    Orders: `${stats.orders}${stats.customers === null ? '' : ` of ${formatCount(stats.customers, 'customer')}`}`,
    Cases: stats.cases,
    Amount: formatMoney(stats.amount, stats.currency),
    'By day': drawSparkline(
      stats.byDay.map(({ orders }) => orders),
      terminalWidth() - 'By day  '.length,
    ),
    Most: busiestDay(stats),
  })
  printHeading('By state')
  printCounts(stats.byStatus)
  if (stats.topProducts.length === 0) return
  printHeading('Most cases')
  const bars = stats.topProducts.map(({ itemCode, name, cases, amount }) => ({
    label: `${itemCode} ${name}`,
    value: cases,
    text: `${cases}  ${formatMoney(amount, stats.currency)}`,
  }))
  printDrawing(drawBars(bars, terminalWidth()))
}

function printCounts(counts: Partial<Counts>): void {
  const bars = Object.entries(counts).map(([label, value]) => ({ label, value, text: String(value) }))
  printDrawing(drawBars(bars, terminalWidth()))
}

function busiestDay({ byDay, currency }: OrderStats): string | null {
  const busiest = byDay.toSorted((one, other) => other.orders - one.orders)[0]
  if (!busiest || busiest.orders === 0) return null
  return `${formatCount(busiest.orders, 'order')} on ${busiest.day}, ${formatMoney(busiest.amount, currency)}`
}
