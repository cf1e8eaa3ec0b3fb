import { AuditEntry, type Role, User, newId } from '@desideliver/db'
import { givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenLink } from '../testing/given-link.ts'
import { type RestAnswer, type TestServer, startTestServer } from '../testing/test-server.ts'
import { demoEmail } from './seed.ts'

interface Entry {
  id: string
  action: string
  objectId: string
  createdAt: string
}

type AuditPage = RestAnswer<{ items: Entry[]; nextCursor: string | null }>

let server: TestServer
let staff: string
let staffId: string

beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: 'off' })
  staff = await server.signIn('staff')
  staffId = (await em().findOneOrFail(User, { email: demoEmail('staff') })).id
})

afterAll(() => server.close())

const em = () => server.orm.em.fork()

const list = (query = ''): Promise<AuditPage> => server.rest('GET', `/api/audit?${query}`, { token: staff })

const listIds = async (query: string): Promise<string[]> => (await list(query)).body.items.map(({ id }) => id)

/** Entries of one object, a minute after each other, oldest first. */
async function givenEntries(details: Partial<{ actor: string; action: string; objectType: string }>[]) {
  const objectId = newId()
  // Ids of one millisecond come in any order.
  const entries = details.map(() => newId()).toSorted()
  for (const [minute, { actor = staffId, ...rest }] of details.entries()) {
    const fork = em()
    fork.create(AuditEntry, {
      id: entries[minute] ?? newId(),
      actor: fork.getReference(User, actor),
      action: 'test.touch',
      objectType: 'thing',
      objectId,
      before: null,
      after: { minute },
      requestId: newId(),
      createdAt: new Date(Date.UTC(2026, 2, 9, 16, minute)),
      ...rest,
    })
    await fork.flush()
  }
  return { objectId, entries }
}

const importEntries = () => em().find(AuditEntry, { action: 'products.import' })

const HEADER = 'item_number,item_description,product_category,sheet_source,order,stock,price,has_pricing,has_stock_info'

test('moving an order is written down with who, what, before, after and the request', async () => {
  const order = await givenOrder(em(), await givenUser(em()), [{ product: await givenProduct(em()), quantity: 1 }])
  const path = `/api/orders/${order.id}/status`
  const moved = await server.rest('PATCH', path, { token: staff, body: { status: 'confirmed', note: 'Truck 2' } })
  await server.rest('PATCH', path, { token: staff, body: { status: 'delivered' } })
  await server.rest('PATCH', path, { token: staff, body: { status: 'cancelled' } })
  expect((await list(`objectType=order&objectId=${order.id}`)).body).toEqual({
    items: [
      {
        id: expect.any(String),
        actor: { id: staffId, name: 'Suresh Demo', email: demoEmail('staff') },
        apiKeyId: null,
        action: 'orders.change-status',
        objectType: 'order',
        objectId: order.id,
        before: { status: 'confirmed' },
        after: { status: 'cancelled' },
        requestId: expect.any(String),
        createdAt: expect.any(String),
      },
      expect.objectContaining({
        before: { status: 'pending' },
        after: { status: 'confirmed', note: 'Truck 2' },
        requestId: moved.headers.get('x-request-id'),
      }),
    ],
    nextCursor: null,
  })
})

test('what customers do to their own orders is none of the audit', async () => {
  const customer = await em().findOneOrFail(User, { email: demoEmail('customer') })
  const order = await givenOrder(em(), customer, [{ product: await givenProduct(em()), quantity: 1 }])
  const token = await server.signIn('customer')
  expect((await server.rest('POST', `/api/orders/${order.id}/cancel`, { token, body: {} })).status).toBe(200)
  expect(await listIds(`objectId=${order.id}`)).toEqual([])
})

/** Uses a link of someone of that role who has not proved the address. @returns the account, and what the audit says of it */
async function useLink(
  role: Role,
  purpose: 'verify-email' | 'change-email' | 'reset-password',
  newEmail = `${newId()}@example.com`,
) {
  const { id, email } = await givenUser(em(), { role })
  const to = purpose === 'change-email' ? newEmail : email
  const token = await givenLink(server, { userId: id, purpose, email: to, now: new Date() })
  const [path, body] =
    purpose === 'reset-password'
      ? ['password-reset/confirm', { token, newPassword: 'moth lantern quarry 7' }]
      : ['verify-email', { token }]
  const { status } = await server.rest('POST', `/api/auth/${path}`, { body })
  expect(status).toBe(200)
  return { id, email, to, entries: await em().find(AuditEntry, { objectId: id }) }
}

test.each(['verify-email', 'change-email'] as const)(
  'staff proving an address by a link to %s is written down with the old one and the new',
  async (purpose) => {
    const { id, email, to, entries } = await useLink('staff', purpose)
    expect(entries).toMatchObject([
      {
        actor: { id },
        action: 'auth.verify-email',
        objectType: 'user',
        before: { email, emailVerifiedAt: null },
        after: { email: to, emailVerifiedAt: expect.any(String) },
      },
    ])
  },
)

test('a password that an admin resets is written down, and not what it is', async () => {
  const { id, entries } = await useLink('admin', 'reset-password')
  expect(entries).toMatchObject([
    { actor: { id }, action: 'auth.confirm-password-reset', objectType: 'user', before: null, after: null },
  ])
})

test.each(['verify-email', 'change-email', 'reset-password'] as const)(
  'what customers do by a link to %s is none of the audit',
  async (purpose) => expect((await useLink('customer', purpose)).entries).toEqual([]),
)

test('an import is written down with its counts where it changed something, and only then', async () => {
  const csv = `${HEADER}\nAUD-1,AUDITED DAL 10X4LB,Grain Market,GRAIN,,5,12.50,TRUE,TRUE\n`
  const run = (query = '') =>
    server.rest('POST', `/api/products/import${query}`, {
      token: staff,
      raw: csv,
      headers: { 'content-type': 'text/csv' },
    })
  expect((await run('?dryRun=true')).body).toMatchObject({ created: 1 })
  expect(await importEntries()).toEqual([])
  expect((await run()).body).toMatchObject({ created: 1 })
  expect((await run()).body).toMatchObject({ created: 0, updated: 0 })
  expect(await importEntries()).toMatchObject([
    {
      actor: { id: staffId },
      objectType: 'catalogue',
      before: null,
      after: { rows: 1, created: 1, updated: 0, unchanged: 0, merged: 0, quarantined: 0 },
    },
  ])
})

test('a change that is refused leaves no entry', async () => {
  const { id } = await em().findOneOrFail(User, { email: demoEmail('admin') })
  const before = await em().count(AuditEntry)
  expect((await server.rest('POST', `/api/users/${id}/disable`, { token: staff, body: {} })).status).toBe(403)
  expect(await em().count(AuditEntry)).toBe(before)
})

test('the audit is filtered by actor, action, object and time', async () => {
  const other = await givenUser(em(), { role: 'staff' })
  const { objectId, entries } = await givenEntries([
    {},
    { actor: other.id },
    { action: 'test.break' },
    { objectType: 'gadget' },
  ])
  const [first, second, third, fourth] = entries
  const of = (query: string) => listIds(`objectId=${objectId}&${query}`)
  expect(await of('')).toEqual([fourth, third, second, first])
  expect(await of(`actor=${other.id}`)).toEqual([second])
  expect(await of('action=test.break')).toEqual([third])
  expect(await of('objectType=gadget')).toEqual([fourth])
  expect(await of('from=2026-03-09T16:02:00Z')).toEqual([fourth, third])
  expect(await of('to=2026-03-09T16:02:00Z')).toEqual([second, first])
  expect(await of(`from=${encodeURIComponent('2026-03-09T11:01:00-05:00')}&to=2026-03-09T16:03:00Z`)).toEqual([
    third,
    second,
  ])
  expect(await of('action=test')).toEqual([])
})

test('a filter that is none is refused, through REST and tRPC alike', async () => {
  for (const body of [
    { from: '2026-03-09' },
    { from: 'yesterday' },
    { actor: 'me' },
    { objectId: '\0' },
    { limit: 101 },
  ]) {
    const query = new URLSearchParams(
      Object.entries(body).map(([name, value]): [string, string] => [name, String(value)]),
    )
    expect(await list(query.toString())).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } })
    const trpc = await server.trpc('query', 'audit.list', { token: staff, body })
    expect(trpc).toMatchObject({ status: 400, code: 'INVALID_INPUT' })
  }
})

test('pages hold each entry once, newest first', async () => {
  const { objectId, entries } = await givenEntries([{}, {}, {}, {}, {}])
  const seen: string[] = []
  let cursor = ''
  do {
    const page: AuditPage = await list(
      `objectId=${objectId}&limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    expect(page.body.items.length).toBeLessThanOrEqual(2)
    seen.push(...page.body.items.map(({ id }) => id))
    cursor = page.body.nextCursor ?? ''
  } while (cursor)
  expect(seen).toEqual(entries.toReversed())
})

test.each([
  `update audit_entries set action = 'nothing'`,
  'delete from audit_entries',
  'truncate audit_entries',
  'truncate users cascade',
  `insert into audit_entries select * from audit_entries on conflict (id) do update set action = 'nothing'`,
])('the database itself refuses: %s', async (statement) => {
  await givenEntries([{}])
  const before = await em().find(AuditEntry, {}, { orderBy: { id: 'asc' } })
  await expect(em().execute(statement)).rejects.toThrow('audit_entries is append-only')
  expect(await em().find(AuditEntry, {}, { orderBy: { id: 'asc' } })).toEqual(before)
})

test('whoever stands in the audit cannot be deleted from under it', async () => {
  const actor = await givenUser(em(), { role: 'staff' })
  await givenEntries([{ actor: actor.id }])
  await expect(em().execute('delete from users where id = ?', [actor.id])).rejects.toThrow(
    'audit_entries_actor_id_foreign',
  )
})
