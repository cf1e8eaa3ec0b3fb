import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type DesiDeliverClient, createClient } from '@desideliver/sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startTestServer } from '../../../../server/testing/test-server.ts'
import { type Cli, type RunOptions, DEMO_PASSWORD, demoEmail, givenCli } from '../../../testing/given-cli.ts'
import { givenOrder } from '../../../testing/given-order.ts'

let server: TestServer
let cli: Cli
let customer: DesiDeliverClient

beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: 'off' })
  cli = await givenCli({ DESI_URL: server.url, DESI_TOKEN: await server.signIn('staff') })
  customer = createClient({ url: server.url })
  await customer.signIn({ email: demoEmail('customer'), password: DEMO_PASSWORD })
}, 60_000)

afterAll(async () => {
  await cli[Symbol.asyncDispose]()
  await server.close()
})

const tickets = (args: string[], options: RunOptions = {}) => cli.desi(['tickets', ...args], options)
const done = (stderr: string) => ({ exitCode: 0, stdout: '', stderr: expect.stringContaining(stderr) })

test('who calls has a ticket opened with claims, which are decided by their number', async () => {
  const { orderNumber } = await givenOrder(server.url)
  const text = 'One of two cases came torn.\nThe other did not come at all.'
  const claims = ['--claim', 'DD-1001=1:damaged:refund', 'DD-1001=1:missing:replacement']
  const order = ['--category', 'order_issue', '--order', orderNumber]
  const call = [demoEmail('customer'), 'Half of it is missing', '-', ...order, ...claims]
  const opened = await tickets(['create', ...call], { stdin: text })
  expect(opened).toMatchObject(done('is open for'))
  const number = /TKT\d+/.exec(opened.stderr)?.[0] ?? ''
  const [head] = (await customer.api.tickets.list.query({ limit: 1 })).items
  const ticket = await customer.api.tickets.get.query({ id: head?.id ?? '' })
  expect(ticket).toMatchObject({ ticketNumber: number, description: text, order: { orderNumber } })
  const again = await tickets(['create', ...call], { stdin: text })
  expect(again).toMatchObject({ exitCode: 6, stderr: expect.stringContaining('0 can still be claimed') })

  const accepted = await tickets(['decide', number, '2', 'accept', '--note', 'Comes tomorrow', '--yes'])
  expect(accepted).toMatchObject(done('is accepted'))
  expect(accepted.stderr).toContain('1 claim still to be decided')
  expect(await tickets(['decide', number, '1', 'reject'])).toMatchObject({ exitCode: 2, stdout: '' })
  const { stdout } = await tickets(['show', number], { env: { COLUMNS: '120' } })
  expect((await cli.desi(['orders', 'show', orderNumber])).stdout).toMatch(new RegExp(`^${number} +open +Half of`, 'm'))
  const about = await tickets(['list', '--order', orderNumber, '--json'])
  expect(JSON.parse(about.stdout)).toMatchObject([{ ticketNumber: number }])
  expect(stdout).toMatch(/1 +1 +DD-1001 .*damaged +refund +open/)
  expect(stdout).toMatch(/2 +1 +DD-1001 .*missing +replacement +accepted +Suresh Demo +Comes tomorrow/)
})

test('a canned reply is kept, filled in to be looked over, sent, changed and deleted', async () => {
  const words = { subject: 'Where is my order?', description: 'It was to come this morning.' }
  const {
    id,
    ticketNumber,
    customer: whose,
  } = await customer.api.tickets.create.mutate({ ...words, category: 'delivery' })
  const replies = (...args: string[]) => tickets(['replies', ...args])
  expect(await replies('create', 'On its way', 'Dear {{customerName}}, {{ticketNumber}} comes.')).toMatchObject(
    done('--reply "On its way"'),
  )
  const filled = `Dear ${whose.name}, ${ticketNumber} comes.`
  expect(await replies('show', 'on ITS way', '--ticket', ticketNumber)).toMatchObject({ stdout: `${filled}\n` })
  // There is nobody to look it over.
  const unseen = await tickets(['comment', ticketNumber, '--reply', 'On its way'])
  expect(unseen).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(filled) })
  expect(await tickets(['comment', ticketNumber, '--reply', 'On its way', '--yes'])).toMatchObject(done('Written to'))
  expect((await customer.api.tickets.get.query({ id })).comments).toMatchObject([{ comment: filled, isStaff: true }])

  expect(await replies('update', 'On its way', '--title', 'Coming')).toMatchObject(done('now version 2'))
  const { stdout } = await replies('list', '--json')
  expect(JSON.parse(stdout)).toMatchObject([{ title: 'Coming', version: 2 }])
  expect(await replies('delete', 'Coming', '--yes')).toMatchObject(done('"Coming" is deleted'))
})

test('files are attached, shown and downloaded by their names', async () => {
  const words = { subject: 'Torn bags', description: 'Three bags came torn, see photos.' }
  const { id, ticketNumber } = await customer.api.tickets.create.mutate({ ...words, category: 'product_quality' })
  const [photo = '', bill = ''] = ['truck.png', 'bill.pdf'].map((name) => join(cli.folder, name))
  const png = Buffer.from('\x89PNG\r\n\x1a\nand more', 'latin1')
  await writeFile(photo, png)
  await writeFile(bill, 'Dear all')
  // The photo stays, and who sent both reads which.
  const half = await tickets(['attach', ticketNumber, photo, bill])
  expect(half).toMatchObject({
    exitCode: 1,
    stdout: '',
    stderr: expect.stringMatching(/truck\.png is attached[^]*error: /),
  })
  await writeFile(bill, '%PDF-1.7')
  expect(await tickets(['attach', ticketNumber, bill])).toMatchObject(done('bill.pdf is attached'))
  expect((await customer.api.tickets.get.query({ id })).attachments).toHaveLength(2)
  const out = join(cli.folder, 'copy.png')
  expect(await tickets(['download', ticketNumber, 'truck.png', '--out', out])).toMatchObject(
    done('copy.png is written'),
  )
  expect(await readFile(out)).toEqual(png)
  expect((await tickets(['show', ticketNumber])).stdout).toMatch(/^truck\.png +1 KB +Suresh Demo/m)
})
