import { setTimeout as sleep } from 'node:timers/promises'
import { User, inTransaction, newId, openDatabase } from '@desideliver/db'
import { enqueue, mailAccountNotice, openQueues } from '@desideliver/jobs'
import { createClient, memoryTokenStorage } from '@desideliver/sdk'
import { DEMO_PASSWORD, demoEmail } from '@desideliver/server/seed'
import { inTurns } from './customers.ts'
import { type BenchSmtp, countTwice, withBenchSmtp } from './jobs-smtp.ts'
import { type Row, percentile, untilTrue } from './jobs-table.ts'
import { startWorkerProcess, stopWorkerProcess, withWorkerProcess } from './jobs-worker.ts'
import { withServerOn } from './start-server.ts'

const MAILS = 500
const ORDERS = 60

/** Enqueues as many mails as told; production's own job, and one row of `sent_mails` for each. */
export async function enqueueMails(databaseUrl: string, count: number): Promise<void> {
  const orm = openDatabase({ url: databaseUrl })
  const boss = await openQueues({ url: databaseUrl, role: 'producer', onError: console.error })
  const { id: userId, email } = await orm.em.fork().findOneOrFail(User, { email: demoEmail('customer') })
  await inTurns(count, 10, () =>
    inTransaction(orm.em, (em) => {
      const payload = { requestId: newId(), userId, email, notice: 'password-changed' as const }
      return enqueue({ boss }, em, { job: mailAccountNotice, payload })
    }),
  )
  await boss.stop({ graceful: false })
  await orm.close()
}

export const measureMailRate = (databaseUrl: string): Promise<Row[]> =>
  withBenchSmtp((smtp) => seeMailRate(databaseUrl, smtp))

async function seeMailRate(databaseUrl: string, smtp: BenchSmtp): Promise<Row[]> {
  await enqueueMails(databaseUrl, MAILS)
  const seconds = await withWorkerProcess({ databaseUrl, smtpUrl: smtp.url }, async () => {
    const start = performance.now()
    await untilTrue(() => smtp.taken.size === MAILS, 300)
    return (performance.now() - start) / 1_000
  })
  return [[`${MAILS} mails by one worker, over 5 connections`, `${Math.round(MAILS / seconds)} a second`, '']]
}

/** From the call that places an order until its confirmation is with the mail server; one at a time, at odd moments. */
export const measureOrderToMail = (databaseUrl: string): Promise<Row[]> =>
  withBenchSmtp((smtp) => seeOrderToMail(databaseUrl, smtp))

async function seeOrderToMail(databaseUrl: string, smtp: BenchSmtp): Promise<Row[]> {
  const times: number[] = []
  await withServerOn(databaseUrl, { WORKER: 'on', SMTP_URL: smtp.url }, async (url) => {
    const customer = createClient({ url, tokenStorage: memoryTokenStorage() })
    await customer.signIn({ email: demoEmail('customer'), password: DEMO_PASSWORD })
    const product = (await customer.api.products.list.query({ availability: 'confirm_on_order' })).items[0]
    if (!product) throw new Error('The demo catalogue has nothing to order')
    for (let order = 0; order < ORDERS; order++) {
      await sleep(Math.random() * 1_000)
      const quantity = product.minOrderQuantity
      await customer.api.cart.add.mutate({ productId: product.id, quantity })
      const start = performance.now()
      const { id } = await customer.api.orders.create.mutate({})
      const takenAt = (): number | undefined =>
        [...smtp.takenAt].find(([mail]) => mail.startsWith(`order-confirmation.${id}`))?.[1]
      await untilTrue(() => takenAt() !== undefined, 60)
      times.push((takenAt() ?? Number.NaN) - start)
    }
  })
  const at = (share: number): string => `${(percentile(times, share) / 1_000).toFixed(2)} s`
  return [[`From an order to its mail, ${ORDERS} orders`, `p50 ${at(0.5)}, p95 ${at(0.95)}`, 'p95 < 2 s']]
}

/** A server that refuses one mail in twenty for now and never answers one in a hundred. */
export const measureMoodyServer = (databaseUrl: string): Promise<Row[]> =>
  withBenchSmtp((smtp) => seeMoodyServer(databaseUrl, smtp))

async function seeMoodyServer(databaseUrl: string, smtp: BenchSmtp): Promise<Row[]> {
  smtp.fate = () => {
    // The first hundred hold one of each, however the dice fall.
    if (smtp.offered === 50 || Math.random() < 0.01) return 'hang'
    return smtp.offered === 20 || Math.random() < 0.05 ? 'refuse' : 'take'
  }
  await enqueueMails(databaseUrl, MAILS)
  const start = performance.now()
  // What never arrives is told as lost.
  const allTaken = () => untilTrue(() => smtp.taken.size >= MAILS, 600).catch(() => undefined)
  await withWorkerProcess({ databaseUrl, smtpUrl: smtp.url }, allTaken)
  const seconds = ((performance.now() - start) / 1_000).toFixed(0)
  return [[`451 to 5 %, no answer to 1 % of ${MAILS} mails`, tellLost(smtp, `in ${seconds} s`), '0 lost']]
}

/** A worker killed with mails in hand, and how long they lie until another has sent them. */
export const measureKilledWorker = (databaseUrl: string): Promise<Row[]> =>
  withBenchSmtp((smtp) => seeKilledWorker(databaseUrl, smtp))

async function seeKilledWorker(databaseUrl: string, smtp: BenchSmtp): Promise<Row[]> {
  const count = 20
  smtp.fate = () => 'hang'
  const first = await startWorkerProcess(databaseUrl, smtp.url)
  await enqueueMails(databaseUrl, count)
  await untilTrue(() => smtp.offered === 5, 60)
  const second = await startWorkerProcess(databaseUrl, smtp.url)
  smtp.fate = () => 'take'
  const killed = performance.now()
  first.kill('SIGKILL')
  await untilTrue(() => smtp.taken.size >= count, 120)
  await stopWorkerProcess(second)
  const seconds = ((Math.max(...smtp.takenAt.values()) - killed) / 1_000).toFixed(1)
  return [[`Worker killed with ${count} mails in hand`, `all sent elsewhere after ${seconds} s`, '≤ 20 s']]
}

export const tellLost = (smtp: BenchSmtp, more: string, mails = MAILS): string =>
  `${mails - smtp.taken.size} lost, ${countTwice(smtp)} twice, ${more}`
