import { SentMail, Ticket, TicketChange, TicketComment, User } from '@desideliver/db'
import { givenTicket, givenUser } from '@desideliver/db/testing'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { SUPPORT, startTestWorker } from '../../testing/test-worker.ts'
import { sendForgottenMails } from '../sweep/send-forgotten-mails.job.ts'
import { mailNewTicket } from './mail-new-ticket.job.ts'
import { mailTicketChange } from './mail-ticket-change.job.ts'
import { mailTicketComment } from './mail-ticket-comment.job.ts'
import { mailTicketOpened } from './mail-ticket-opened.job.ts'

const worker = await startTestWorker()
const { database, boss, smtp, failures } = worker
afterAll(() => worker[Symbol.asyncDispose]())

afterEach(() => {
  smtp.received = []
  if (failures.length > 0) throw new Error(`A job failed: ${String(failures[0]?.error)}`)
})

const em = () => database.orm.em.fork()
const now = new Date('2026-03-09T17:00:00Z')
const due = { firstAnswerDueAt: now, resolutionDueAt: now }

interface Desk {
  customer: User
  asha: User
  ravi: User
  ticket: Ticket
}

/** A ticket, its customer, and two of the staff; Asha has it unless told otherwise. */
async function givenDesk(
  details: Parameters<typeof givenTicket>[2] = {},
  { assigned = true, customer: typed = {} }: { assigned?: boolean; customer?: Parameters<typeof givenUser>[1] } = {},
): Promise<Desk> {
  const tx = em()
  const customer = await givenUser(tx, typed)
  const asha = await givenUser(tx, { role: 'staff', firstName: 'Asha', lastName: 'Rao' })
  const ravi = await givenUser(tx, { role: 'staff', firstName: 'Ravi', lastName: 'Menon' })
  const ticket = await givenTicket(tx, customer, details)
  if (assigned) ticket.assignee = asha
  await tx.flush()
  return { customer, asha, ravi, ticket }
}

const mails = () => smtp.received.map(({ recipients, parsed }) => ({ to: recipients.join(), subject: parsed.subject }))
const recipients = () => smtp.received.flatMap((mail) => mail.recipients)

async function write({ id }: Ticket, by: User, { text = 'Any news?', internal = false } = {}): Promise<TicketComment> {
  const tx = em()
  const ticket = await tx.findOneOrFail(Ticket, id, { populate: ['assignee'] })
  const comment = ticket.comment(text, { by: await tx.findOneOrFail(User, by.id), internal, now })
  await tx.flush()
  await mailTicketComment.run(worker.context(), { commentId: comment.id })
  return comment
}

type Change = (ticket: Ticket, act: Parameters<Ticket['changeStatus']>[1], to: User) => TicketChange | null

/** Stores a change; `to` is whom a ticket goes to. */
async function change(desk: Desk, make: Change, { by = desk.asha, to = desk.ravi, reason = 'Found it' } = {}) {
  const tx = em()
  const ticket = await tx.findOneOrFail(Ticket, desk.ticket.id, { populate: ['assignee'] })
  const act = { by: await tx.findOneOrFail(User, by.id), reason, now, due }
  const made = make(ticket, act, await tx.findOneOrFail(User, to.id))
  if (!made) throw new Error('Nothing changed')
  await tx.flush()
  return made
}

const tell = ({ id }: TicketChange) => mailTicketChange.run(worker.context(), { changeId: id })

test('a new ticket is acknowledged to its customer and told to support, with all it says', async () => {
  const { ticket, customer } = await givenDesk({ description: 'Two cases of toor dal\nwere not on the truck.' })
  for (const job of [mailTicketOpened, mailNewTicket]) await job.run(worker.context(), { ticketId: ticket.id })
  expect(mails()).toEqual([
    { to: customer.email, subject: `[${ticket.ticketNumber}] Two cases are missing` },
    { to: SUPPORT, subject: `[${ticket.ticketNumber}] Two cases are missing (Meera Foods)` },
  ])
  for (const { parsed } of smtp.received) {
    expect(parsed.text).toContain('Two cases of toor dal\nwere not on the truck.')
    expect(parsed.html).toContain('were not on the truck.')
    expect(parsed.headers.get('priority')).toBeUndefined()
  }
  expect(smtp.received[1]?.parsed.text).toContain('Meera Foods, Meera Shah, +12145550100')
})

test('an urgent ticket says so to support where the eye falls first', async () => {
  const { ticket } = await givenDesk({ priority: 'urgent', justification: 'We open at noon' })
  await mailNewTicket.run(worker.context(), { ticketId: ticket.id })
  const [mail] = smtp.received
  expect(mail?.parsed.subject).toMatch(/^Urgent: \[TKT/)
  expect(mail?.parsed.headers.get('priority')).toBe('high')
  expect(mail?.parsed.text).toContain('urgent: We open at noon')
})

test('an answer goes to the customer and to who has the ticket, unless that is who wrote it', async () => {
  const { ticket, customer, asha, ravi } = await givenDesk()
  await write(ticket, asha, { text: 'On its way' })
  expect(recipients()).toEqual([customer.email])
  smtp.received = []
  await write(ticket, ravi, { text: 'It has left' })
  expect(recipients()).toEqual([customer.email, asha.email])
  for (const { parsed } of smtp.received) expect(parsed.text).toContain('It has left')
  // Customers deal with the house.
  expect(smtp.received[0]?.parsed.text).not.toContain('Ravi')
  expect(smtp.received[1]?.parsed.text).toContain('Ravi Menon wrote')
})

test('what a customer writes goes to who has the ticket, or to support where nobody has it or can sign in', async () => {
  const { ticket, customer, asha } = await givenDesk()
  await write(ticket, customer)
  await em().nativeUpdate(User, { id: asha.id }, { disabledAt: now })
  await write(ticket, customer)
  const nobodys = await givenDesk({}, { assigned: false })
  await write(nobodys.ticket, nobodys.customer)
  expect(recipients()).toEqual([asha.email, SUPPORT, SUPPORT])
})

test('a note among staff reaches who has the ticket and never a customer', async () => {
  const { ticket, customer, asha, ravi } = await givenDesk()
  const note = { text: 'The driver sold them', internal: true }
  await write(ticket, ravi, note)
  await write(ticket, asha, note)
  const nobodys = await givenDesk({}, { assigned: false })
  await write(nobodys.ticket, nobodys.ravi, note)
  expect(recipients()).toEqual([asha.email])
  expect(smtp.received[0]?.parsed.text).toContain('among staff, not to the customer')
  // Nor does any later mail carry it.
  await mailTicketOpened.run(worker.context(), { ticketId: ticket.id })
  await write(ticket, asha, { text: 'We are sorry' })
  const theirs = smtp.received.filter((mail) => mail.recipients.includes(customer.email))
  expect(theirs).toHaveLength(2)
  for (const { source } of theirs) expect(source).not.toContain('sold')
})

test.each([
  ['in_progress', 'is in progress. Found it'],
  ['resolved', 'If something is still open, write to the ticket'],
  ['closed', 'open a new one that names TKT'],
] as const)('the customer is told once that a ticket is %s', async (to, words) => {
  const before = { in_progress: 'open', resolved: 'in_progress', closed: 'resolved' } as const
  const desk = await givenDesk()
  const resolvedAt = to === 'closed' ? now : null
  await em().execute('update tickets set status = ?, resolved_at = ? where id = ?', [
    before[to],
    resolvedAt,
    desk.ticket.id,
  ])
  const made = await change(desk, (ticket, act) => ticket.changeStatus(to, act))
  for (let time = 0; time < 2; time++) await tell(made)
  expect(mails()).toEqual([
    { to: desk.customer.email, subject: `Re: [${desk.ticket.ticketNumber}] Two cases are missing` },
  ])
  expect(smtp.received[0]?.parsed.text).toContain(words)
  expect(smtp.received[0]?.parsed.text).toContain('Found it')
})

test('support hears at once of a ticket that becomes urgent, and of no other priority', async () => {
  const desk = await givenDesk()
  await tell(await change(desk, (ticket, act) => ticket.changePriority('high', act)))
  expect(mails()).toEqual([])
  await tell(await change(desk, (ticket, act) => ticket.changePriority('urgent', act)))
  expect(mails()).toEqual([{ to: SUPPORT, subject: expect.stringMatching(/^Urgent: \[TKT/) }])
})

const give: Change = (ticket, act, to) => ticket.assign(to, act)

test('of the desk only those hear of a ticket who still work there', async () => {
  for (const gone of [{ disabledAt: now }, { role: 'customer' as const }]) {
    const desk = await givenDesk({}, { assigned: false })
    const given = await change(desk, give, { by: desk.asha, to: desk.ravi })
    await em().nativeUpdate(User, { id: desk.ravi.id }, gone)
    await tell(given)
    await write(desk.ticket, desk.asha, { text: 'The driver sold them', internal: true })
    expect(recipients()).toEqual([])
    await write(desk.ticket, desk.customer)
    expect(recipients()).toEqual([SUPPORT])
    smtp.received = []
  }
})

test('whom a ticket is given to is told, unless they took it themselves or it was given on meanwhile', async () => {
  const desk = await givenDesk()
  const toRavi = await change(desk, give)
  await tell(toRavi)
  expect(recipients()).toEqual([desk.ravi.email])
  expect(smtp.received[0]?.parsed.text).toContain('Asha Rao gave you ticket')
  smtp.received = []
  await tell(await change(desk, give, { by: desk.asha, to: desk.asha }))
  expect(recipients()).toEqual([])
  const again = await change(desk, give, { by: desk.asha, to: desk.ravi })
  await tell(await change(desk, (ticket, act) => ticket.assign(null, act)))
  await tell(again)
  expect(recipients()).toEqual([])
})

test('nobody at the support address hears of what they did themselves', async () => {
  const tx = em()
  const supporter = await givenUser(tx, { role: 'staff', email: SUPPORT })
  const { ticket, ...desk } = await givenDesk({ openedBy: supporter })
  await mailNewTicket.run(worker.context(), { ticketId: ticket.id })
  await tell(
    await change({ ticket, ...desk }, (found, act) => found.changePriority('urgent', act), {
      by: supporter,
    }),
  )
  expect(mails()).toEqual([])
})

test('answers to any mail of a ticket reach the desk, not those who plan the orders', async () => {
  const desk = await givenDesk({ priority: 'low' })
  for (const job of [mailTicketOpened, mailNewTicket]) await job.run(worker.context(), { ticketId: desk.ticket.id })
  await write(desk.ticket, desk.ravi)
  await tell(await change(desk, (ticket, act) => ticket.changeStatus('in_progress', act)))
  await tell(await change(desk, (ticket, act) => ticket.changePriority('urgent', { ...act, due })))
  await tell(await change(desk, give))
  const answerTo = smtp.received.map(({ parsed }) => parsed.replyTo?.value)
  expect(answerTo).toEqual(Array.from({ length: 7 }, () => [{ name: 'DesiDeliver support', address: SUPPORT }]))
})

test('mail programs show the mails of a ticket together: to the customer, and at the desk', async () => {
  const { ticket, customer, ravi } = await givenDesk()
  for (const job of [mailTicketOpened, mailNewTicket]) await job.run(worker.context(), { ticketId: ticket.id })
  await write(ticket, ravi)
  await write(ticket, customer)
  const [opened, news, ...later] = smtp.received.map(({ parsed }) => parsed)
  expect(opened?.messageId).toContain(ticket.id)
  expect(later.map(({ inReplyTo, references }) => [inReplyTo, references])).toEqual(
    [opened, news, news].map((first) => [first?.messageId, first?.messageId]),
  )
  expect(new Set(smtp.received.map(({ parsed }) => parsed.messageId)).size).toBe(5)
})

const html = (field: string): string => `<img src=x onerror="steal('${field}')"> & <%= it %>`

test('SPEC §7, HTML injection in mail: whatever people type is only text in every mail of a ticket', async () => {
  const desk = await givenDesk(
    { subject: html('subject'), description: html('description'), priority: 'urgent', justification: html('why') },
    {
      customer: { businessName: html('business'), firstName: html('first'), lastName: '', phoneNumber: html('phone') },
    },
  )
  const ticketId = desk.ticket.id
  for (const job of [mailTicketOpened, mailNewTicket]) await job.run(worker.context(), { ticketId })
  await write(desk.ticket, desk.ravi, { text: html('comment') })
  await tell(await change(desk, (ticket, act) => ticket.changeStatus('in_progress', act), { reason: html('reason') }))
  await tell(await change(desk, (ticket, act, to) => ticket.assign(to, act), { reason: html('reason') }))
  expect(smtp.received).toHaveLength(6)
  const fields = new Set<string>()
  for (const { parsed } of smtp.received) {
    const page = String(parsed.html)
    expect(page).not.toContain('<img')
    expect(page).not.toMatch(/undefined|\[object/)
    for (const [, field = ''] of page.matchAll(/&lt;img src=x onerror=&quot;steal\(&#39;(\w+)/g)) fields.add(field)
    expect(parsed.text).toContain('<img src=x')
  }
  expect([...fields].toSorted()).toEqual(
    ['business', 'comment', 'description', 'first', 'phone', 'reason', 'subject', 'why'].toSorted(),
  )
})

test('line breaks, quotes and commas in what people type add no header and no recipient', async () => {
  const evil = 'Dal, "missing"\r\nBcc: thief@example.org\r\n\r\n<b>bold</b>'
  const desk = await givenDesk(
    { subject: evil },
    {
      customer: {
        email: '"o\'hara,x"@example.com',
        firstName: 'Asha\r\nBcc: thief@example.org',
        lastName: 'Rao, "Chef"',
      },
    },
  )
  const ticketId = desk.ticket.id
  for (const job of [mailTicketOpened, mailNewTicket]) await job.run(worker.context(), { ticketId })
  await write(desk.ticket, desk.ravi)
  expect(recipients()).toEqual(['"o\'hara,x"@example.com', SUPPORT, '"o\'hara,x"@example.com', desk.asha.email])
  for (const { parsed } of smtp.received) {
    expect(parsed.bcc).toBeUndefined()
    expect([parsed.to].flat()).toHaveLength(1)
    expect(parsed.subject).toContain(`[${desk.ticket.ticketNumber}] Dal, "missing" Bcc: thief@example.org <b>bold</b>`)
  }
})

test('ticket mails whose jobs were lost go out once', async () => {
  const desk = await givenDesk({ now })
  const tx = em()
  const ticket = await tx.findOneOrFail(Ticket, desk.ticket.id, { populate: ['assignee'] })
  ticket.comment('On its way', { by: await tx.findOneOrFail(User, desk.ravi.id), internal: false, now })
  await tx.flush()
  await change(desk, (found, act) => found.changeStatus('in_progress', act))
  // What other tests left without its mail is theirs.
  const mine = async () => {
    const sent = await em().find(SentMail, { recipient: desk.customer.email })
    return sent.map(({ key }) => key.split(':')[0] ?? '').toSorted()
  }
  for (const minutes of [20, 30])
    await sendForgottenMails.run({ ...worker.context(), now: () => new Date(now.getTime() + minutes * 60_000) }, {})
  await vi.waitFor(
    async () => expect(await mine()).toEqual(['ticket-change', 'ticket-comment', 'ticket-opened']),
    15_000,
  )
  expect(await boss.findJobs(mailTicketOpened.name, { data: { ticketId: ticket.id } })).toHaveLength(1)
})
