import { inTransaction } from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import { fromKysely } from 'pg-boss'
import { z } from 'zod'
import { defineJob } from '../job.ts'
import { promisedMails } from '../promised-mails.ts'
import { DEAD_LETTER_QUEUE } from '../dead-letter-queue.ts'
import type { PromisedMail } from '../promised-mail.ts'

const MINUTE_MS = 60_000
const GRACE_MS = 15 * MINUTE_MS
/** Jobs are forgotten two weeks after they end: what the sweep takes for missing must be younger. */
const LOOK_BACK_MS = 7 * 24 * 60 * MINUTE_MS
/** Of one kind in one run; the next comes soon. */
const MOST = 200

/** Finds mails that were promised but neither sent nor on their way, nor given up, and enqueues them again. */
export const sendForgottenMails = defineJob({
  name: 'send-forgotten-mails',
  payload: z.strictObject({}),
  cron: '*/10 * * * *',
  async handle({ em, boss, now }) {
    const moment = now().getTime()
    const range = { since: new Date(moment - LOOK_BACK_MS), before: new Date(moment - GRACE_MS) }
    for (const mail of promisedMails)
      await inTransaction(em, async (tx) => {
        const db = fromKysely(tx.getKysely())
        for (const payload of await findForgotten(tx, mail, range)) await boss.send(mail.job, payload, { db })
      })
  },
})

/** Two sweeps at once may enqueue a mail twice; `sendOnce` sends it once all the same. */
async function findForgotten(
  em: EntityManager,
  { job, promised }: PromisedMail,
  { since, before }: { since: Date; before: Date },
): Promise<object[]> {
  const rows = await em.execute<{ payload: object }[]>(
    `with promised as materialized (${promised})
     select payload from promised
     where not exists (select from sent_mails where sent_mails.key = promised.key)
       and not exists (
         select from pgboss.job
         where job.data = promised.payload and (job.name = ? or (job.name = ? and job.source_name = ?))
       )
     order by promised.key limit ${MOST}`,
    [since, before, job, DEAD_LETTER_QUEUE, job],
  )
  return rows.map(({ payload }) => payload)
}
