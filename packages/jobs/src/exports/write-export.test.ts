import { Export, addPart, beginExport, finishExport, inTransaction, readExportPart, Order, User } from '@desideliver/db'
import { givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { startTestWorker } from '../../testing/test-worker.ts'
import { enqueue } from '../job.ts'
import { writeExport } from './write-export.job.ts'

const worker = await startTestWorker()
const { database, boss, failures } = worker
afterAll(() => worker[Symbol.asyncDispose]())
afterEach(() => void failures.splice(0))

const em = () => database.orm.em.fork()
const staff = await givenUser(em(), { role: 'staff' })
const DAY = '2026-03-09'

/** An order of so many lines, placed on that day unless told otherwise. */
async function givenLongOrder(lines: number, placedAt = '2026-03-09T18:00:00Z'): Promise<Order> {
  const order = await givenOrder(em(), await givenUser(em()), [{ product: await givenProduct(em()), quantity: 1 }])
  await em().nativeUpdate(Order, { id: order.id }, { createdAt: new Date(placedAt) })
  await em().execute(
    `insert into order_lines (id, order_id, product_id, position, item_code, name, unit, category, quantity, price, stock_taken)
     select uuid_v7(), order_id, product_id, n, item_code, name, unit, category, n, price, false
     from order_lines, generate_series(2, ?::int) n where order_id = ?`,
    [lines, order.id],
  )
  return order
}

async function requested(details: Partial<Export> = {}): Promise<Export> {
  const fork = em()
  const made = fork.create(Export, {
    kind: 'orders-daily' as const,
    order: null,
    firstDay: DAY,
    lastDay: DAY,
    fileName: 'DesiDeliver_DailyOrders_20260309.csv',
    requestedBy: fork.getReference(User, staff.id),
    rowsTotal: null,
    error: null,
    createdAt: new Date(),
    endedAt: null,
    ...details,
  })
  await fork.flush()
  return made
}

const read = (id: string): Promise<Export> => em().findOneOrFail(Export, id)

async function fileOf(id: string): Promise<string> {
  let file = ''
  let position: number | null = 0
  while (position !== null) {
    const part: Awaited<ReturnType<typeof readExportPart>> = await readExportPart(em(), {
      id,
      requestedById: staff.id,
      position,
    })
    file += part.content
    position = part.next
  }
  return file
}

const linesOf = (file: string): number => file.split('\r\n').length - 2

const run = (id: string): Promise<void> => writeExport.run(worker.context(), { exportId: id })

const order = await givenLongOrder(1_200)

test('an export of a day is written by a worker, part by part, and read again whole', async () => {
  const { id } = await requested()
  await inTransaction(database.orm.em, (tx) => enqueue({ boss }, tx, { job: writeExport, payload: { exportId: id } }))
  const finished = await vi.waitFor(async () => {
    const found = await read(id)
    expect(found.status).toBe('finished')
    return found
  }, 15_000)
  expect(finished).toMatchObject({ rowsDone: 1_200, rowsTotal: 1_200, parts: 3, attempt: 1, error: null })
  expect(finished.endedAt).toBeInstanceOf(Date)
  const file = await fileOf(id)
  expect(linesOf(file)).toBe(1_200)
  expect(Buffer.byteLength(file)).toBe(finished.sizeBytes)
})

test('an export of an order is its sheet', async () => {
  const small = await givenLongOrder(3, '2026-03-10T18:00:00Z')
  const { id } = await requested({ kind: 'order-csv', order: small, firstDay: null, lastDay: null })
  await run(id)
  expect(await read(id)).toMatchObject({ status: 'finished', rowsDone: 3, rowsTotal: 3, parts: 1 })
  expect((await fileOf(id)).split('\r\n')[0]).toBe('Item Code,Description,Quantity,Unit,Category')
})

test('an export of days without orders is a file with nothing but its header', async () => {
  const { id } = await requested({ kind: 'orders-range', firstDay: '2025-01-01', lastDay: '2025-12-31' })
  await run(id)
  expect(await read(id)).toMatchObject({ status: 'finished', rowsDone: 0, rowsTotal: 0, parts: 1 })
  expect(linesOf(await fileOf(id))).toBe(0)
})

test('what a worker wrote before it died is gone when the next begins, and if it lives after all it is stopped', async () => {
  const { id } = await requested()
  const dead = await beginExport(em(), id)
  if (!dead) throw new Error('It did not begin')
  const part = { content: 'half of it', rows: 7, now: new Date() }
  expect(await addPart(em(), dead, part)).toBe(true)
  expect(await read(id)).toMatchObject({ status: 'running', rowsDone: 7, parts: 1 })
  const next = await beginExport(em(), id)
  expect(next?.attempt).toBe(2)
  expect(await addPart(em(), dead, part)).toBe(false)
  expect(await finishExport(em(), dead, new Date())).toBe(false)
  expect(await read(id)).toMatchObject({ status: 'running', rowsDone: 0, parts: 0 })
  await run(id)
  expect(linesOf(await fileOf(id))).toBe(1_200)
})

test('an export that is deleted while it is written leaves nothing, and is not written again', async () => {
  const { id } = await requested()
  const begun = await beginExport(em(), id)
  await em().nativeDelete(Export, { id })
  if (!begun) throw new Error('It did not begin')
  expect(await addPart(em(), begun, { content: 'x', rows: 1, now: new Date() })).toBe(false)
  await run(id)
  expect(await em().execute('select from export_parts where export_id = ?', [id])).toEqual([])
})

test('a finished export is not written a second time', async () => {
  const { id } = await requested()
  await run(id)
  const { endedAt } = await read(id)
  await run(id)
  expect(await read(id)).toMatchObject({ status: 'finished', attempt: 1, endedAt })
})

test('a fault of ours is told without its details and tried again, at most ten times', async () => {
  const { id } = await requested({ kind: 'order-csv', order, firstDay: null, lastDay: null })
  const broken = { ...worker.context(), business: { ...worker.context().business, timeZone: 'America/Nowhere' } }
  for (let attempt = 1; attempt <= 10; attempt++) {
    await expect(writeExport.run(broken, { exportId: id })).rejects.toThrow(RangeError)
    expect(await read(id)).toMatchObject({ status: 'waiting', attempt, error: expect.not.stringContaining('Nowhere') })
  }
  await writeExport.run(broken, { exportId: id })
  expect(await read(id)).toMatchObject({ status: 'failed', error: expect.stringContaining('10 tries') })
  await expect(readExportPart(em(), { id, requestedById: staff.id, position: 0 })).rejects.toMatchObject({
    code: 'EXPORT_FAILED',
  })
})
