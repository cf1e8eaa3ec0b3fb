import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { enqueueMails, tellLost } from './jobs-mails.ts'
import { type BenchSmtp, withBenchSmtp } from './jobs-smtp.ts'
import { type Row, untilTrue } from './jobs-table.ts'
import { withWorkerProcess } from './jobs-worker.ts'

const MAILS = 100
/** Retries come after 1, 2, 4 … seconds and more: an hour without a server holds no more than the first twelve. */
const TRIES_OF_AN_HOUR = 12

/**
 * No mail server for an hour. The hour is made short: whatever waits for its next try is told that its time has
 * come, until every mail has failed as often as it would have in that hour. All else is as in production.
 */
export async function measureOutage(databaseUrl: string): Promise<Row[]> {
  const smtpUrl = await withBenchSmtp(async (gone) => gone.url)
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await enqueueMails(databaseUrl, MAILS)
    return await withWorkerProcess({ databaseUrl, smtpUrl }, async () => {
      await untilTrue(() => hurry(client, TRIES_OF_AN_HOUR), 300)
      return withBenchSmtp((back) => recover(client, back), Number(new URL(smtpUrl).port))
    })
  } finally {
    await client.end()
  }
}

async function recover(client: Client, back: BenchSmtp): Promise<Row[]> {
  const deadline = performance.now() + 120_000
  // What never arrives is told as lost, not waited for.
  while (back.taken.size < MAILS && performance.now() < deadline) {
    await hurry(client, 0)
    await sleep(200)
  }
  const dead = await client.query(`select from pgboss.job where name = 'dead-letter'`)
  const tale = `after ${TRIES_OF_AN_HOUR} tries each, ${dead.rows.length} given up`
  return [[`No mail server for an hour (tries hurried), ${MAILS} mails`, tellLost(back, tale, MAILS), '0 lost']]
}

/** @returns whether each mail has been tried so often */
async function hurry(client: Client, tries: number): Promise<boolean> {
  await client.query(`update pgboss.job set start_after = now() where state = 'retry' and retry_count < $1`, [
    tries || 100,
  ])
  const waiting = await client.query(`select from pgboss.job where name = 'mail-account-notice'
    and state in ('created', 'retry', 'active') and retry_count < ${tries}`)
  return waiting.rows.length === 0
}
