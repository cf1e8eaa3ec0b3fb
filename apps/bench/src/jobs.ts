import { measureKilledWorker, measureMailRate, measureMoodyServer, measureOrderToMail } from './jobs-mails.ts'
import { measureOutage } from './jobs-outage.ts'
import { type Row, printRows } from './jobs-table.ts'
import { measureThroughput } from './jobs-throughput.ts'
import { withDatabase } from './start-server.ts'

const measures = [
  measureThroughput,
  measureOrderToMail,
  measureMailRate,
  measureKilledWorker,
  measureOutage,
  measureMoodyServer,
]

/** `pnpm bench jobs`: how fast jobs are put in and done, and what becomes of mails when servers and workers fail. */
export async function benchJobs(): Promise<void> {
  const rows: Row[] = []
  // On a database each: what one leaves behind is not in the way of the next.
  for (const measure of measures)
    await withDatabase(async (databaseUrl) => {
      const found = await measure(databaseUrl)
      printRows(found)
      rows.push(...found)
    })
  console.log('\nJobs')
  printRows(rows)
}
