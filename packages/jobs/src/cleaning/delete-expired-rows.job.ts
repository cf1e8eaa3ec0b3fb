import { deleteExpired } from '@desideliver/db'
import { z } from 'zod'
import { defineJob } from '../job.ts'

/** Deletes what nobody needs any more: ended sessions, used up keys, old records. */
export const deleteExpiredRows = defineJob({
  name: 'delete-expired-rows',
  payload: z.strictObject({}),
  // At night, after the hours in which clocks change.
  cron: '20 3 * * *',
  handle: ({ em, now }) => deleteExpired(em, now()),
})
