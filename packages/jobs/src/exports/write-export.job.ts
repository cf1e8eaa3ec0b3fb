import {
  DomainError,
  type ExportRun,
  addPart,
  announceRows,
  beginExport,
  exportGivenUp,
  failExport,
  finishExport,
  openExportSource,
  postponeExport,
} from '@desideliver/db'
import { z } from 'zod'
import { type JobContext, defineJob } from '../job.ts'

/** About a quarter of an hour after the first: whoever waits for a file does not wait for days. */
const MAX_ATTEMPTS = 10

const trouble = 'Something went wrong on our side. It has been logged, and will be tried again soon.'

/** Writes an export part by part; of a try that was cut short nothing is left when the next begins. */
export const writeExport = defineJob({
  name: 'write-export',
  payload: z.strictObject({ exportId: z.uuid() }),
  batchSize: 1,
  async handle(context, { exportId }) {
    const { em, now } = context
    const run = await beginExport(em, exportId)
    if (!run) return
    try {
      if (run.attempt > MAX_ATTEMPTS) throw exportGivenUp(MAX_ATTEMPTS)
      await write(context, run)
    } catch (error) {
      if (!(error instanceof DomainError)) {
        // The database itself may be what is gone.
        await postponeExport(em, run, trouble).catch(() => undefined)
        throw error
      }
      await failExport(em, run, { reason: error.message, now: now() })
    }
  },
})

/** Ends early where the export was deleted, or another worker has taken it over. */
async function write({ em, now, business }: JobContext, run: ExportRun): Promise<void> {
  const { rowsTotal, parts } = await openExportSource(em, run, business.timeZone)
  if (!(await announceRows(em, run, rowsTotal))) return
  for await (const part of parts) if (!(await addPart(em, run, { ...part, now: now() }))) return
  await finishExport(em, run, now())
}
