import { openQueues } from '@desideliver/jobs'
import type { Job } from '@desideliver/sdk'
import { expect, test, vi } from 'vitest'
import { givenCliWithServer } from '../../../testing/given-cli.ts'

const QUEUE = 'mail-order-confirmation'
const BROKEN = { orderId: 'DD20260309001' }

test('a job that was given up is listed, shown with what went wrong, and tried again', async () => {
  await using cli = await givenCliWithServer()
  const boss = await openQueues({ url: cli.databaseUrl, role: 'producer', onError: () => undefined })
  const deadLetters = (count: number) =>
    vi.waitFor(async () => expect(await boss.findJobs('dead-letter')).toHaveLength(count), 15_000)
  try {
    await cli.signIn('staff')
    await boss.send(QUEUE, BROKEN)
    await deadLetters(1)
    const list = await cli.desi(['jobs', 'list', '--state', 'dead', '--json'])
    const [job] = JSON.parse(list.stdout) as Job[]
    expect(job).toMatchObject({ queue: QUEUE, state: 'dead', payload: BROKEN, attempts: 1 })

    const shown = await cli.desi(['jobs', 'show', job?.id ?? ''])
    expect(shown.stdout).toMatch(/^Error +The payload is none of mail-order-confirmation: orderId/m)
    expect(shown.stderr).toContain(`desi jobs retry ${job?.id}`)

    const retried = await cli.desi(['jobs', 'retry', job?.id ?? '', '--json'])
    expect(retried).toMatchObject({ exitCode: 0 })
    expect(JSON.parse(retried.stdout)).toMatchObject({ queue: QUEUE, state: 'waiting', payload: BROKEN })
    // Nothing has mended it: it is given up once more.
    await deadLetters(1)
    const again = await cli.desi(['jobs', 'list', '--state', 'dead', '--json'])
    expect(JSON.parse(again.stdout)).toMatchObject([{ queue: QUEUE, state: 'dead', payload: BROKEN }])
    expect(again.stdout).not.toContain(job?.id)
    expect(await cli.desi(['jobs', 'retry', '019a0000-0000-7000-8000-000000000000'])).toMatchObject({ exitCode: 5 })
  } finally {
    await boss.stop({ graceful: false })
  }
})
