import { AuditEntry, User } from '@desideliver/db'
import { givenOrder, givenProduct } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RestAnswer, type TestServer, startTestServer } from '../testing/test-server.ts'
import { demoEmail } from './seed.ts'

interface Body {
  id: string
  code?: string
  version: number
  text: string
  fileName: string
  attachments: { id: string; fileName: string; uploadedBy: string }[]
  claims: { id: string; status: string; note: string | null; decidedBy: string | null }[]
  history: { field: string; oldValue: string | null; newValue: string | null; changedBy: string }[]
}

let server: TestServer
let staff: string
let customer: string

beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: 'off' })
  staff = await server.signIn('staff')
  customer = await server.signIn('customer')
})

afterAll(() => server.close())

const em = () => server.orm.em.fork()
type Asked = [method: string, path: string, token: string, body?: object]
const ask = (...[method, path, token, body]: Asked) =>
  server.rest<Body>(method, `/api${path}`, { token, ...(body && { body }) })

const words = {
  subject: 'Two cases are missing',
  description: 'Two cases of toor dal were not on the truck this morning.',
  category: 'order_issue',
}

async function givenTicket(details: object = {}, token = customer): Promise<Body> {
  const { status, body } = await ask('POST', '/tickets', token, { ...words, ...details })
  expect(status).toBe(201)
  return body
}

/** Status and code of a refusal, once nothing has changed. */
async function refused(call: () => Promise<RestAnswer<Body>>): Promise<string> {
  const before = await server.readDatabase()
  const { status, body } = await call()
  expect(await server.readDatabase()).toEqual(before)
  return `${status} ${body.code}`
}

const png = Buffer.from('\x89PNG\r\n\x1a\nand more', 'latin1')

interface Upload {
  key?: string
  name?: string
  type?: string
  content?: Buffer
  token?: string
}

const upload = (
  id: string,
  { name = 'truck.png', type = 'image/png', content = png, token = customer, key }: Upload = {},
) =>
  server.rest<Body>('POST', `/api/tickets/${id}/attachments?fileName=${encodeURIComponent(name)}`, {
    token,
    raw: new Uint8Array(content),
    headers: { 'content-type': type, ...(key && { 'idempotency-key': key }) },
  })

const download = (id: string, attachmentId: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/api/tickets/${id}/attachments/${attachmentId}`, {
    headers: { authorization: `Bearer ${customer}`, ...headers },
  })

test('a photo is attached, shown and downloaded as nothing but a download', async () => {
  const { id } = await givenTicket()
  const { status, body } = await upload(id, { name: '../दाल "of"\r\nSet-Cookie: x=1.png' })
  expect(status).toBe(201)
  expect(body).toMatchObject({ fileName: 'दाल _of_Set-Cookie_ x=1.png', contentType: 'image/png', size: png.length })
  expect((await ask('GET', `/tickets/${id}`, customer)).body.attachments).toEqual([body])
  const answer = await download(id, body.id)
  expect(Buffer.from(await answer.arrayBuffer()).equals(png)).toBe(true)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-length': String(png.length),
    'content-disposition': expect.stringMatching(/^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.%-]+$/),
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-cache',
  })
  const known = await download(id, body.id, { 'if-none-match': answer.headers.get('etag') ?? '' })
  expect([known.status, await known.text()]).toEqual([304, ''])
})

test.each<[string, Upload, string]>([
  ['a text file named .png', { content: Buffer.from('Dear all') }, '415 FILE_TYPE_MISMATCH'],
  ['a PNG that says it is a PDF', { type: 'application/pdf' }, '415 FILE_TYPE_MISMATCH'],
  ['another type', { type: 'image/svg+xml', content: Buffer.from('<svg/>') }, '415 UNSUPPORTED_MEDIA_TYPE'],
  ['JSON', { type: 'application/json', content: Buffer.from('{}') }, '415 UNSUPPORTED_MEDIA_TYPE'],
  ['a file of 6 MB', { content: Buffer.concat([png], 6 * 1024 * 1024) }, '413 BODY_TOO_LARGE'],
  ['an empty file', { content: Buffer.alloc(0) }, '400 FILE_EMPTY'],
  ['a file without a name', { name: '' }, '400 INVALID_INPUT'],
  ['a name of 600 emoji', { name: '😀'.repeat(600) }, '400 INVALID_INPUT'],
])('%s is refused, and nothing changes', async (_what, sent, refusal) => {
  const { id } = await givenTicket()
  expect(await refused(() => upload(id, sent))).toBe(refusal)
})

test('what an upload takes is said before anything of another body is read', async () => {
  const { id } = await givenTicket()
  for (const [type, content] of [
    ['application/zip', 'PK'],
    ['application/json', `[${'['.repeat(2_000_000)}`],
  ] as const)
    expect(await upload(id, { type, content: Buffer.from(content) })).toMatchObject({
      status: 415,
      body: { message: expect.stringContaining('image/png') },
    })
})

test('a file of 5 MB is taken, and one whose length nobody tells is cut off beyond', async () => {
  const { id } = await givenTicket()
  const largest = Buffer.concat([png], 5 * 1024 * 1024)
  expect((await upload(id, { content: largest })).status).toBe(201)
  const streamed = {
    method: 'POST',
    headers: { authorization: `Bearer ${customer}`, 'content-type': 'image/png' },
    body: new Blob([new Uint8Array(largest), new Uint8Array(10)]).stream(),
    duplex: 'half' as const,
  }
  const sending = fetch(`${server.url}/api/tickets/${id}/attachments?fileName=a.png`, streamed)
  // Some of it may still be on its way when the server hangs up.
  const told = await upload(id, { content: Buffer.concat([largest, png]) })
  expect(told.body).toMatchObject({ code: 'BODY_TOO_LARGE', message: 'The body is too large. Send at most 5 MB.' })
  const status = await sending.then((answer) => answer.status).catch(() => 413)
  expect(status).toBe(413)
  expect((await ask('GET', `/tickets/${id}`, customer)).body.attachments).toHaveLength(1)
})

test('of six files at once one is refused; removing one makes room; a closed ticket keeps what it has', async () => {
  const { id } = await givenTicket()
  const answers = await Promise.all(Array.from({ length: 6 }, () => upload(id)))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, 201, 201, 201, 409])
  expect(await refused(() => upload(id))).toBe('409 TOO_MANY_ATTACHMENTS')
  const [first, second] = answers.flatMap(({ status, body }) => (status === 201 ? [body.id] : []))
  expect((await ask('DELETE', `/tickets/${id}/attachments/${first}`, customer)).status).toBe(200)
  expect((await upload(id, { token: staff })).status).toBe(201)
  expect(await em().count(AuditEntry, { action: 'tickets.attach', objectId: id })).toBe(1)
  const { attachments } = (await ask('GET', `/tickets/${id}`, customer)).body
  const ours = attachments.at(-1)
  expect(ours?.uploadedBy).toBe('DesiDeliver')
  expect(await refused(() => ask('DELETE', `/tickets/${id}/attachments/${ours?.id}`, customer))).toBe('403 FORBIDDEN')
  for (const status of ['in_progress', 'resolved', 'closed'])
    await ask('PATCH', `/tickets/${id}/status`, staff, { status })
  expect(await refused(() => ask('DELETE', `/tickets/${id}/attachments/${second}`, staff))).toBe('409 TICKET_CLOSED')
  expect(await refused(() => upload(id))).toBe('409 TICKET_CLOSED')
})

test('a repeated key attaches one file and claims once; with another file it is refused', async () => {
  const { order, itemCode } = await givenOrderOfCustomer()
  const { id } = await givenTicket({ orderId: order.id })
  const answers = await Promise.all(Array.from({ length: 3 }, () => upload(id, { key: 'photo' })))
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
  const other = Buffer.concat([png, Buffer.from('!')])
  expect(await refused(() => upload(id, { key: 'photo', content: other }))).toBe('422 IDEMPOTENCY_KEY_REUSED')
  expect(await refused(() => upload(id, { key: 'photo', name: 'other.png' }))).toBe('422 IDEMPOTENCY_KEY_REUSED')
  const claims = [{ itemCode, quantity: 2, reason: 'damaged', remedy: 'refund' }]
  const claim = (headers: Record<string, string> = { 'idempotency-key': 'claim' }) =>
    server.rest<Body>('POST', `/api/tickets/${id}/claims`, { token: customer, body: { claims }, headers })
  for (let time = 0; time < 3; time++) expect((await claim()).body.claims).toHaveLength(1)
  expect((await claim({})).body).toMatchObject({ claims: [{}, {}], attachments: [{}], history: [{}, {}] })
})

test('small files go through tRPC, as base64', async () => {
  const { id } = await givenTicket()
  const content = png.toString('base64')
  const small = { id, fileName: 'small.png', contentType: 'image/png', content }
  const attach = (body: object) => server.trpc<Body>('mutation', 'tickets.attach', { token: customer, body })
  const { data } = await attach(small)
  const got = await server.trpc<{ content: string }>('query', 'tickets.downloadAttachment', {
    token: customer,
    body: { id, attachmentId: data.id },
  })
  expect(got.data.content).toBe(content)
  expect((await attach({ ...small, content: 'no base64!' })).code).toBe('INVALID_INPUT')
})

async function givenOrderOfCustomer() {
  const tx = em()
  const owner = await tx.findOneOrFail(User, { email: demoEmail('customer') })
  const product = await givenProduct(tx)
  return { order: await givenOrder(tx, owner, [{ product, quantity: 5 }]), itemCode: product.itemCode }
}

test('lines are claimed when a ticket is opened and later, and staff decide each claim once', async () => {
  const { order, itemCode } = await givenOrderOfCustomer()
  const claim = (quantity: number) => ({ itemCode, quantity, reason: 'damaged', remedy: 'refund' })
  const { id, claims } = await givenTicket({ orderId: order.id, claims: [claim(2)] })
  expect(claims).toMatchObject([{ itemCode, quantity: 2, status: 'open', decidedBy: null }])
  expect((await ask('POST', `/tickets/${id}/claims`, customer, { claims: [claim(3)] })).status).toBe(201)
  const more = () => ask('POST', `/tickets/${id}/claims`, customer, { claims: [claim(1)] })
  expect(await refused(more)).toBe('409 CLAIM_TOO_LARGE')
  const open = () => ask('POST', '/tickets', customer, { ...words, orderId: order.id, claims: [claim(1)] })
  expect(await refused(open)).toBe('409 CLAIM_TOO_LARGE')
  expect(await refused(() => ask('POST', '/tickets', customer, { ...words, claims: [claim(1)] }))).toBe(
    '400 INVALID_INPUT',
  )
  const decide = (token: string, decision = 'accepted') =>
    ask('PATCH', `/tickets/${id}/claims/${claims[0]?.id}`, token, { decision, note: 'Sorry for that' })
  expect(await refused(() => decide(customer))).toBe('403 FORBIDDEN')
  expect((await decide(staff)).status).toBe(200)
  expect(await refused(() => decide(staff, 'rejected'))).toBe('409 CLAIM_DECIDED')
  const seen = (await ask('GET', `/tickets/${id}`, customer)).body
  expect(seen.claims[0]).toMatchObject({ status: 'accepted', note: 'Sorry for that', decidedBy: 'DesiDeliver' })
  expect(seen.history).toMatchObject([
    { field: 'claim', oldValue: null, changedBy: expect.not.stringContaining('DesiDeliver') },
    { field: 'claim', oldValue: expect.stringContaining(`(${itemCode}): damaged, refund`), newValue: 'accepted' },
  ])
  // The decision was audited, what the customer claims is its own affair.
  expect(await em().count(AuditEntry, { action: 'tickets.change-claim', objectId: id })).toBe(1)
})

test('what an act answers is what the one who acts may read', async () => {
  const { order, itemCode } = await givenOrderOfCustomer()
  const { id } = await givenTicket({ orderId: order.id })
  const read = async (token: string) => (await ask('GET', `/tickets/${id}`, token)).body
  const { id: assigneeId } = await em().findOneOrFail(User, { email: demoEmail('staff') })
  expect((await ask('PATCH', `/tickets/${id}/assignee`, staff, { assigneeId })).body).toEqual(await read(staff))
  await ask('POST', `/tickets/${id}/comments`, staff, { comment: 'A difficult one', internal: true })
  const claims = [{ itemCode, quantity: 1, reason: 'damaged', remedy: 'refund' }]
  const claimed = (await ask('POST', `/tickets/${id}/claims`, customer, { claims })).body
  expect(claimed).toEqual(await read(customer))
  expect(claimed.history).toMatchObject([{ field: 'claim' }])
  const decision = ask('PATCH', `/tickets/${id}/claims/${claimed.claims[0]?.id}`, staff, { decision: 'accepted' })
  expect((await decision).body).toEqual(await read(staff))
  for (const status of ['in_progress', 'resolved', 'closed'])
    expect((await ask('PATCH', `/tickets/${id}/status`, staff, { status })).body).toEqual(await read(staff))
  const rated = (await ask('POST', `/tickets/${id}/satisfaction`, customer, { score: 4 })).body
  expect(rated).toEqual(await read(customer))
})

test('a ticket is not closed while a claim is open, which nobody could decide any more', async () => {
  const { order, itemCode } = await givenOrderOfCustomer()
  const claims = [{ itemCode, quantity: 1, reason: 'missing', remedy: 'credit' }]
  const { id, claims: made } = await givenTicket({ orderId: order.id, claims })
  const move = (status: string) => ask('PATCH', `/tickets/${id}/status`, staff, { status })
  for (const status of ['in_progress', 'resolved']) await move(status)
  expect(await refused(() => move('closed'))).toBe('409 CLAIMS_UNDECIDED')
  await ask('PATCH', `/tickets/${id}/claims/${made[0]?.id}`, staff, { decision: 'rejected' })
  expect((await move('closed')).status).toBe(200)
})

test('every act on a ticket enqueues its mail in the same transaction', async () => {
  const { order, itemCode } = await givenOrderOfCustomer()
  const { id } = await givenTicket({ orderId: order.id })
  await ask('POST', `/tickets/${id}/comments`, customer, { comment: 'Any news?' })
  await ask('PATCH', `/tickets/${id}/status`, staff, { status: 'in_progress' })
  await ask('PATCH', `/tickets/${id}/priority`, staff, { priority: 'urgent' })
  await ask('POST', `/tickets/${id}/claims`, customer, {
    claims: [{ itemCode, quantity: 1, reason: 'expired', remedy: 'credit' }],
  })
  const jobs = await em().execute<{ name: string; count: number }[]>(
    `select name, count(*)::int as count from pgboss.job
     where data->>'ticketId' = ? or data->>'commentId' in (select id::text from ticket_comments where ticket_id = ?)
       or data->>'changeId' in (select id::text from ticket_changes where ticket_id = ?)
     group by name order by name`,
    [id, id, id],
  )
  expect(jobs).toEqual([
    { name: 'mail-new-ticket', count: 1 },
    { name: 'mail-ticket-change', count: 3 },
    { name: 'mail-ticket-comment', count: 1 },
    { name: 'mail-ticket-opened', count: 1 },
  ])
})

test('staff keep canned replies, and fill them in for a ticket', async () => {
  const reply = { title: 'On its way', body: 'Dear {{customerName}}, {{ticketNumber}} is on its way.' }
  const made = (await ask('POST', '/canned-replies', staff, reply)).body
  expect(await refused(() => ask('POST', '/canned-replies', staff, { ...reply, title: 'ON ITS WAY' }))).toBe(
    '409 TITLE_TAKEN',
  )
  expect(await refused(() => ask('POST', '/canned-replies', staff, { title: 'x', body: '{{password}}' }))).toBe(
    '400 INVALID_INPUT',
  )
  const change = (version: number, body: string) => ask('PATCH', `/canned-replies/${made.id}`, staff, { version, body })
  expect((await change(1, `${reply.body} Sorry!`)).body.version).toBe(2)
  expect(await refused(() => change(1, 'Something else'))).toBe('409 STALE_VERSION')
  const ticket = await givenTicket()
  const fill = (token: string) => ask('GET', `/tickets/${ticket.id}/canned-replies/${made.id}`, token)
  expect((await fill(staff)).body.text).toMatch(/^Dear .+, TKT\d{11} is on its way\. Sorry!$/)
  expect(await refused(() => fill(customer))).toBe('403 FORBIDDEN')
  expect(await refused(() => ask('DELETE', `/canned-replies/${made.id}?version=1`, staff))).toBe('409 STALE_VERSION')
  expect((await ask('DELETE', `/canned-replies/${made.id}?version=2`, staff)).status).toBe(200)
  expect(await refused(() => fill(staff))).toBe('404 CANNED_REPLY_NOT_FOUND')
  const audited = await em().find(AuditEntry, { objectId: made.id }, { orderBy: { id: 'asc' } })
  expect(audited.map(({ action }) => action)).toEqual([
    'canned-replies.create',
    'canned-replies.update',
    'canned-replies.delete',
  ])
})
