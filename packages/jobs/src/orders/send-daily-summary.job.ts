import { addDays, businessDay, inTransaction } from '@desideliver/db'
import { z } from 'zod'
import { defineJob, enqueue } from '../job.ts'
import { mailDailySummary } from './mail-daily-summary.job.ts'

/** Each morning enqueues the summary of the day before, which is over by then. */
export const sendDailySummary = defineJob({
  name: 'send-daily-summary',
  payload: z.strictObject({}),
  cron: '30 5 * * *',
  async handle(context) {
    // The day goes into the job: tried again a day later, the mail is still of its own day.
    const date = addDays(businessDay(context.now(), context.business.timeZone), -1)
    await inTransaction(context.em, (em) =>
      enqueue(context, em, { job: mailDailySummary, payload: { date, requestId: null, to: null } }),
    )
  },
})
