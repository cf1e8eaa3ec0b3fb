import { buffer } from 'node:stream/consumers'
import { type ClientOptions, type DesiDeliverClient, createClient, isApiError } from '@desideliver/sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_PASSWORD, demoEmail } from '../../server/src/seed.ts'
import { type TestServer, startTestServer } from '../../server/testing/test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: 'off' })
}, 60_000)
afterAll(() => server.close())

const png = '\x89PNG\r\n\x1a\nand more'
const bytesOf = (content: string) => new Uint8Array(Buffer.from(content, 'latin1'))
const photo = (name = 'truck.png', type = 'image/png') => new File([bytesOf(png)], name, { type })

async function clientOf(role: 'staff' | 'customer', options: Partial<ClientOptions> = {}): Promise<DesiDeliverClient> {
  const client = createClient({ url: server.url, ...options })
  await client.signIn({ email: demoEmail(role), password: DEMO_PASSWORD })
  return client
}

const words = { subject: 'Torn bags', description: 'Three bags came torn, see the photo.' }
const givenTicket = (client: DesiDeliverClient) =>
  client.api.tickets.create.mutate({ ...words, category: 'product_quality' })

test('a photo that a customer attaches is what the desk downloads, name and bytes', async () => {
  const [customer, staff] = [await clientOf('customer'), await clientOf('staff')]
  const { id } = await givenTicket(customer)
  const attached = await customer.attachToTicket(id, photo('दाल, "torn".png'))
  expect(attached).toMatchObject({ fileName: 'दाल, _torn_.png', contentType: 'image/png', size: png.length })
  expect(attached.createdAt).toBeInstanceOf(Date)
  expect((await customer.api.tickets.get.query({ id })).attachments).toEqual([attached])
  const { body, ...told } = await staff.downloadAttachment(id, attached.id)
  expect(told).toEqual({ fileName: 'दाल, _torn_.png', contentType: 'image/png' })
  expect((await buffer(body)).toString('latin1')).toBe(png)
})

test('a blob without a name gets one, and what staff attach among themselves no customer finds', async () => {
  const [customer, staff] = [await clientOf('customer'), await clientOf('staff')]
  const { id } = await givenTicket(customer)
  const scan = new Blob(['%PDF-1.7'], { type: 'application/pdf' })
  expect(await staff.attachToTicket(id, scan)).toMatchObject({ fileName: 'file.pdf', internal: false })
  const hidden = await staff.attachToTicket(id, scan, { fileName: 'driver.pdf', internal: true })
  expect((await customer.api.tickets.get.query({ id })).attachments).toMatchObject([{ fileName: 'file.pdf' }])
  await expect(customer.downloadAttachment(id, hidden.id)).rejects.toSatisfy((error) =>
    isApiError(error, 'ATTACHMENT_NOT_FOUND'),
  )
})

test.each([
  [
    'a text that says it is a photo',
    () => new File(['Dear all'], 'a.png', { type: 'image/png' }),
    '415 FILE_TYPE_MISMATCH',
  ],
  ['another type', () => photo('a.svg', 'image/svg+xml'), '415 UNSUPPORTED_MEDIA_TYPE'],
  ['nothing', () => new File([], 'a.png', { type: 'image/png' }), '400 FILE_EMPTY'],
  [
    '6 MB',
    () => new File([bytesOf(png), new Uint8Array(6 << 20)], 'a.png', { type: 'image/png' }),
    '413 BODY_TOO_LARGE',
  ],
])('%s is refused with an ApiError', async (_what, file, expected) => {
  const client = await clientOf('customer')
  const { id } = await givenTicket(client)
  const refusal = await client.attachToTicket(id, file()).catch((error: unknown) => error)
  expect(isApiError(refusal) && `${refusal.status} ${refusal.code}`).toBe(expected)
})

test('an answer that gets lost makes the SDK ask again, and the file is attached once', async () => {
  const keys: (string | null)[] = []
  const losing: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init)
    if (!(input instanceof Request ? input.url : String(input)).includes('/attachments')) return answer
    keys.push(new Headers(init?.headers).get('idempotency-key'))
    if (keys.length > 1) return answer
    await answer.body?.cancel()
    throw new TypeError('fetch failed')
  }
  const client = await clientOf('customer', { fetch: losing })
  const { id } = await givenTicket(client)
  const attached = await client.attachToTicket(id, photo())
  expect(keys).toEqual([expect.stringMatching(/^[\w-]{36}$/), keys[0]])
  expect((await client.api.tickets.get.query({ id })).attachments).toEqual([attached])
  await client.attachToTicket(id, photo(), { idempotencyKey: keys[0] ?? '' })
  expect((await client.api.tickets.get.query({ id })).attachments).toHaveLength(1)
})
