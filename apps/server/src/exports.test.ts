import { AuditEntry, Order, User } from '@desideliver/db'
import { givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { mailsTo } from '../testing/mailed.ts'
import { race } from '../testing/race.ts'
import { type TestServer, startTestServer } from '../testing/test-server.ts'

interface Export {
  id: string
  status: string
  fileName: string
  rowsDone: number
  rowsTotal: number | null
}

let server: TestServer
let staff: string
let admin: string

beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: 'off', WORKER: 'on' })
  staff = await server.signIn('staff')
  admin = await server.signIn('admin')
}, 60_000)
afterAll(() => server.close())

const em = () => server.orm.em.fork()

async function placed(moment: string): Promise<Order> {
  const order = await givenOrder(em(), await givenUser(em()), [{ product: await givenProduct(em()), quantity: 2 }])
  await em().nativeUpdate(Order, { id: order.id }, { createdAt: new Date(moment) })
  return order
}

const request = (body: object, token = staff) => server.rest<Export>('POST', '/api/exports', { token, body })

const ask = (body: object) => server.rest('POST', '/api/orders/daily/email', { token: staff, body })

const finished = (id: string): Promise<Export> =>
  vi.waitFor(async () => {
    const { body } = await server.rest<Export>('GET', `/api/exports/${id}`, { token: staff })
    expect(body.status).toBe('finished')
    return body
  }, 15_000)

test('an export is requested, looked at, downloaded by REST and tRPC, listed and deleted', async () => {
  const order = await placed('2026-03-09T18:00:00Z')
  const { status, body } = await request({ kind: 'orders-range', from: '2026-03-01', to: '2026-03-31' })
  expect({ status, body }).toMatchObject({
    status: 202,
    body: {
      kind: 'orders-range',
      fileName: 'DesiDeliver_Orders_20260301_20260331.csv',
      from: '2026-03-01',
      to: '2026-03-31',
    },
  })
  expect(await finished(body.id)).toMatchObject({ rowsDone: 1, rowsTotal: 1, error: null })
  const path = `/api/exports/${body.id}`
  const file = await server.rest<never>('GET', `${path}/download`, { token: staff })
  expect(file.headers.get('content-disposition')).toContain('filename="DesiDeliver_Orders_20260301_20260331.csv"')
  expect(file.body).toMatch(new RegExp(`^Order Number,.*\r\n${order.orderNumber},.*\r\n$`))
  expect(await server.trpc('query', 'exports.download', { token: staff, body: { id: body.id } })).toMatchObject({
    data: { csv: file.body, nextCursor: null },
  })
  const list = await server.rest('GET', '/api/exports?status=finished', { token: staff })
  expect(list.body).toMatchObject({ items: [{ id: body.id }], nextCursor: null })
  expect((await server.rest('DELETE', path, { token: staff })).body).toMatchObject({ id: body.id })
  expect((await server.rest('GET', path, { token: staff })).status).toBe(404)
  const noted = await em().find(AuditEntry, { objectId: body.id }, { orderBy: { createdAt: 'asc' } })
  expect(noted.map(({ action }) => action)).toEqual(['exports.request', 'exports.remove'])
})

test('an export of an order and of a day are named like the files that are downloaded at once', async () => {
  const order = await placed('2026-04-10T04:30:00Z')
  const one = await request({ kind: 'order-csv', orderId: order.id })
  expect(one.body.fileName).toBe(`DesiDeliver_Order_${order.orderNumber}_20260409.csv`)
  const day = await request({ kind: 'orders-daily', date: '2026-04-09' })
  expect(day.body.fileName).toBe('DesiDeliver_DailyOrders_20260409.csv')
  for (const [{ body }, path] of [
    [one, `/api/orders/${order.id}/export-csv`],
    [day, '/api/orders/daily/export-csv?date=2026-04-09'],
  ] as const) {
    await finished(body.id)
    const written = await server.rest('GET', `/api/exports/${body.id}/download`, { token: staff })
    expect(written.body).toBe((await server.rest('GET', path, { token: staff })).body)
  }
})

test('of two who delete an export at once one has, which is noted once', async () => {
  const { body } = await request({ kind: 'orders-daily' })
  await finished(body.id)
  const remove = () => server.rest('DELETE', `/api/exports/${body.id}`, { token: staff })
  const answers = await race(server, ['select from exports where id = ? for update', body.id], [remove, remove])
  expect(answers.map(({ status }) => status)).toEqual([200, 404])
  expect(await em().count(AuditEntry, { objectId: body.id, action: 'exports.remove' })).toBe(1)
})

test('an export belongs to who asked for it: to anyone else it is as good as missing', async () => {
  const { body } = await request({ kind: 'orders-daily' })
  await finished(body.id)
  const answers = []
  for (const [method, end] of [
    ['GET', ''],
    ['GET', '/download'],
    ['DELETE', ''],
  ])
    answers.push(await server.rest(method ?? '', `/api/exports/${body.id}${end}`, { token: admin }))
  expect(answers.map((answer) => `${answer.status} ${String(answer.body.code)}`)).toEqual(
    Array.from({ length: 3 }, () => '404 EXPORT_NOT_FOUND'),
  )
  expect((await server.rest('GET', '/api/exports', { token: admin })).body).toEqual({ items: [], nextCursor: null })
  await finished(body.id)
})

test('an export that is not finished, or has failed, cannot be downloaded, and the answer says why', async () => {
  const { body } = await request({ kind: 'orders-daily' })
  await finished(body.id)
  const download = () => server.rest('GET', `/api/exports/${body.id}/download`, { token: staff })
  await em().execute(`update exports set status = 'running' where id = ?`, [body.id])
  expect(await download()).toMatchObject({ status: 409, body: { code: 'EXPORT_NOT_READY' } })
  await em().execute(`update exports set status = 'failed', error = 'It was too long.' where id = ?`, [body.id])
  expect(await download()).toMatchObject({
    status: 409,
    body: { code: 'EXPORT_FAILED', message: expect.stringContaining('It was too long.') },
  })
  const forged = Buffer.from(`exports:download\n["1","01a206b0-8944-71ba-be8b-8e12bb59dd6d"]`).toString('base64url')
  expect(await server.rest('GET', `/api/exports/${body.id}/download?cursor=${forged}`, { token: staff })).toMatchObject(
    {
      status: 400,
      body: { code: 'INVALID_CURSOR' },
    },
  )
})

test.each([
  [{ kind: 'order-csv' }, ['orderId']],
  [{ kind: 'orders-range', from: '2026-03-01' }, ['to']],
  [{ kind: 'orders-range', from: '2026-03-02', to: '2026-03-01' }, ['to']],
  [{ kind: 'orders-range', from: '2026-03-02', to: '2026-03-03', date: '2026-03-03' }, ['date']],
  [{ kind: 'orders-daily', date: '2026-02-30' }, ['date']],
  [{ kind: 'orders-daily', date: '9999-12-31' }, ['date']],
  [{ kind: 'everything' }, ['kind']],
])('%j is no export, and nothing is stored for it', async (body, paths) => {
  const count = await em().execute('select count(*) from exports')
  const answer = await server.rest<{ issues: { path: string }[] }>('POST', '/api/exports', { token: staff, body })
  expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } })
  expect(answer.body.issues.map(({ path }) => path)).toEqual(paths)
  expect(await em().execute('select count(*) from exports')).toEqual(count)
})

test('an order that does not exist is not exported', async () => {
  const orderId = '01a206b0-8944-71ba-be8b-8e12bb59dd6d'
  expect(await request({ kind: 'order-csv', orderId })).toMatchObject({
    status: 404,
    body: { code: 'ORDER_NOT_FOUND' },
  })
})

test('one person has five exports at most that are not finished', async () => {
  const { id } = await em().findOneOrFail(User, { role: 'admin' })
  await em().execute(
    `insert into exports (id, kind, first_day, last_day, file_name, requested_by_id, created_at)
     select gen_random_uuid(), 'orders-daily', '2026-03-01', '2026-03-01', '', ?, now() from generate_series(1, 5)`,
    [id],
  )
  const refused = await request({ kind: 'orders-daily' }, admin)
  expect(refused).toMatchObject({ status: 409, body: { code: 'TOO_MANY_EXPORTS' } })
  const { body } = await server.rest<{ items: Export[] }>('GET', '/api/exports', { token: admin })
  const freed = body.items[0]?.id ?? ''
  expect((await server.rest('DELETE', `/api/exports/${freed}`, { token: admin })).status).toBe(200)
  expect((await request({ kind: 'orders-daily' }, admin)).status).toBe(202)
})

test('a day’s orders are mailed to whom staff name, each time they ask, and that is noted', async () => {
  for (let asked = 0; asked < 2; asked++)
    expect(await ask({ date: '2026-03-09', to: 'Picker@Example.com' })).toMatchObject({
      status: 202,
      body: { date: '2026-03-09', to: 'picker@example.com' },
    })
  await vi.waitFor(async () => expect(await mailsTo(server, 'picker@example.com')).toHaveLength(2), 15_000)
  const noted = await em().find(AuditEntry, { action: 'orders.email-daily' })
  expect(noted.map(({ objectId, after }) => ({ objectId, after }))).toEqual([
    { objectId: '2026-03-09', after: { to: 'picker@example.com' } },
    { objectId: '2026-03-09', after: { to: 'picker@example.com' } },
  ])
  for (const body of [{ to: 'a@x\r\nBcc: b@y' }, { to: 'a@example.com, b@example.com' }, { date: '2026-02-30' }])
    expect(await ask(body)).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } })
})
