import { once } from 'node:events'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { type AddressInfo, type Socket, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { startSmtpServer } from '../../testing/smtp-server.ts'
import { toMail } from './draft.ts'
import { type Mail, PermanentMailError, openMailboxMailer, openSmtpMailer } from './mailer.ts'

const FROM = 'DesiDeliver <orders@desideliver.test>'
const server = await startSmtpServer()
const mailer = openSmtpMailer(server.url, FROM)

afterEach(() => {
  server.received = []
  server.refuseWith = null
})

afterAll(async () => {
  mailer.close()
  await server[Symbol.asyncDispose]()
})

const mailWith = (details: Partial<Mail> = {}): Mail => ({
  to: { name: 'Meera Shah', address: 'meera@example.com' },
  subject: 'We have your order',
  html: '<p>Thank you</p>',
  text: 'Thank you\n',
  messageId: 'order-1@desideliver',
  ...details,
})

async function sendAndReceive(details: Partial<Mail>) {
  await mailer.send(mailWith(details))
  const [mail] = server.received
  if (!mail || server.received.length > 1) throw new Error(`Not one mail but ${server.received.length}`)
  return mail
}

function recipientsOf({ to }: ParsedMail) {
  return [to ?? []].flat().flatMap((field) => field.value)
}

test('a mail arrives with its sender, subject, id, HTML part and text part', async () => {
  const { recipients, parsed } = await sendAndReceive({ subject: 'Your ₹ order – नमस्ते' })
  expect(recipients).toEqual(['meera@example.com'])
  expect(parsed).toMatchObject({
    subject: 'Your ₹ order – नमस्ते',
    messageId: '<order-1@desideliver>',
    html: '<p>Thank you</p>',
    text: 'Thank you\n',
    attachments: [],
    from: { value: [{ name: 'DesiDeliver', address: 'orders@desideliver.test' }] },
  })
})

test('an attachment arrives byte for byte under its name', async () => {
  const content = 'Item Code,Description\r\n10001,"तूर दाल"\r\n'
  const attachments = [{ filename: 'DesiDeliver_Order_1.csv', content, contentType: 'text/csv; charset=utf-8' }]
  const { parsed } = await sendAndReceive({ attachments })
  expect(parsed.attachments).toMatchObject([{ filename: 'DesiDeliver_Order_1.csv', contentType: 'text/csv' }])
  expect(parsed.attachments[0]?.content.toString('utf8')).toBe(content)
})

test.each([
  'Shah, Meera "the Chef"',
  'Meera <boss@example.org>, other@example.org',
  'Meera; Group: a@example.org;',
  'मीरा, शाह',
  "O'Neil (sales) \\",
])('a person called %s is one recipient', async (name) => {
  const { recipients, parsed } = await sendAndReceive({ to: { name, address: 'meera@example.com' } })
  expect(recipients).toEqual(['meera@example.com'])
  expect(recipientsOf(parsed)).toMatchObject([{ name, address: 'meera@example.com' }])
})

const attack = 'x\r\nBcc: thief@example.org\r\nX-Injected: yes\r\n\r\n<b>body</b>'

test.each([
  ['the name', { to: { name: attack, address: 'meera@example.com' } }],
  ['the name of who reads answers', { replyTo: { name: attack, address: 'support@desideliver.test' } }],
  ['the subject', { subject: attack }],
  ['the message id', { messageId: attack }],
  ['a file name', { attachments: [{ filename: attack, content: 'a', contentType: 'text/csv' }] }],
])('line breaks in %s make no header of their own', async (_where, details) => {
  const { recipients, parsed, source } = await sendAndReceive(details)
  expect(recipients).toEqual(['meera@example.com'])
  expect([...parsed.headers.keys()]).not.toEqual(expect.arrayContaining(['x-injected']))
  expect(parsed.bcc).toBeUndefined()
  expect(source).not.toMatch(/^(bcc|x-injected):/im)
  expect(parsed).toMatchObject({ html: '<p>Thank you</p>', text: 'Thank you\n' })
})

test.each([
  ['../../etc/passwd', '.._.._etc_passwd'],
  ['C:\\orders\\order.csv', 'C_orders_order.csv'],
  ['order"; filename="run.exe', 'order"; filename="run.exe'],
  ['order\r\nX-Injected: yes.csv', 'order X-Injected_ yes.csv'],
  [`${'🥭'.repeat(300)}.csv`, `${'🥭'.repeat(300)}.csv`],
])('a file called %j arrives as one file that leads nowhere', async (filename, arrives) => {
  const attachments = [{ filename, content: 'a', contentType: 'text/csv' }]
  const { parsed } = await sendAndReceive(toMail({ key: 'file', ...mailWith({ attachments }) }, 'desideliver.test'))
  expect(parsed.attachments.map((file) => file.filename)).toEqual([arrives])
  expect([...parsed.headers.keys()]).not.toContain('x-injected')
})

test('two thousand emoji in name and subject arrive as they were typed', async () => {
  const many = '🥭'.repeat(2_000)
  const { parsed, recipients } = await sendAndReceive({
    subject: many,
    to: { name: many, address: 'meera@example.com' },
  })
  expect(recipients).toEqual(['meera@example.com'])
  expect(parsed.subject).toBe(many)
  expect(recipientsOf(parsed)[0]?.name).toBe(many)
})

test.each(['meera@example.com, thief@example.org', 'meera@example.com\r\nRCPT TO:<thief@example.org>'])(
  'the address %j reaches nobody but one',
  async (address) => {
    await mailer.send(mailWith({ to: { name: 'Meera', address } })).catch(() => undefined)
    for (const { recipients } of server.received) {
      expect(recipients).toHaveLength(1)
      expect(recipients).not.toContain('thief@example.org')
    }
  },
)

test('a mailbox that does not exist is a permanent refusal', async () => {
  server.refuseWith = 550
  const sending = mailer.send(mailWith())
  await expect(sending).rejects.toBeInstanceOf(PermanentMailError)
  await expect(sending).rejects.toThrow('Not this mailbox')
})

test('a mailbox that is busy is an error to try again, and so is a server that is gone', async () => {
  server.refuseWith = 451
  await expect(mailer.send(mailWith())).rejects.toSatisfy((error) => !(error instanceof PermanentMailError))
  const gone = await startSmtpServer()
  await gone[Symbol.asyncDispose]()
  const unreachable = openSmtpMailer(gone.url, FROM)
  await expect(unreachable.send(mailWith())).rejects.toSatisfy((error) => !(error instanceof PermanentMailError))
  unreachable.close()
})

test('a server that greets and then says nothing is given up', async () => {
  const sockets = new Set<Socket>()
  const silent = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.write('220 silent.test ESMTP\r\n')
  }).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  const impatient = openSmtpMailer(`smtp://127.0.0.1:${port}?socketTimeout=200`, FROM)
  await expect(impatient.send(mailWith())).rejects.toThrow(/timeout/i)
  impatient.close()
  for (const socket of sockets) socket.destroy()
  silent.close()
})

test('the development mailbox keeps each mail as one whole file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'desideliver-mailbox-'))
  try {
    const mailbox = openMailboxMailer(join(folder, 'mailbox'), FROM)
    await mailbox.send(mailWith())
    await mailbox.send(mailWith({ messageId: '../../escape@desideliver' }))
    mailbox.close()
    const files = await readdir(join(folder, 'mailbox'))
    expect(files.toSorted()).toEqual([
      expect.stringMatching(/^\d+-[\w-]+\.eml$/),
      expect.stringMatching(/^\d+-[\w-]+\.eml$/),
    ])
    const first = files.find((file) => file.includes('order-1'))
    const parsed = await simpleParser(await readFile(join(folder, 'mailbox', first ?? ''), 'utf8'))
    expect(parsed).toMatchObject({ subject: 'We have your order', html: '<p>Thank you</p>', text: 'Thank you\n' })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('no more mails are on their way than there are connections: the others wait before they begin', async () => {
  let begun = 0
  const gate = Promise.withResolvers<void>()
  const sendings = Array.from({ length: 7 }, () =>
    mailer.inTurn(async () => {
      begun += 1
      await gate.promise
    }),
  )
  await vi.waitFor(() => expect(begun).toBe(5))
  gate.resolve()
  await Promise.all(sendings)
  expect(begun).toBe(7)
})
