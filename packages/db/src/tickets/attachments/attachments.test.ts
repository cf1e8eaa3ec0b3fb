import { createTestDatabase, givenTicket, givenUser } from '@desideliver/db/testing'
import type { EntityManager } from '@mikro-orm/postgresql'
import { afterAll, expect, test } from 'vitest'
import { User } from '../../accounts/user.entity.ts'
import { newId } from '../../ids.ts'
import { inTransaction } from '../../transaction.ts'
import { getTicketForUpdate } from '../get-ticket.ts'
import type { Ticket } from '../ticket.entity.ts'
import { attachFile, checkFile } from './attach-file.ts'
import { type AttachmentType, MAX_ATTACHMENT_BYTES, attachmentTypes, recogniseType } from './attachment-types.ts'
import { cleanFileName } from './clean-file-name.ts'
import { findAttachments, getAttachment, getRemovableAttachment } from './get-attachment.ts'
import { TicketAttachment } from './ticket-attachment.entity.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const em = () => database.orm.em.fork()
const now = new Date('2026-03-10T15:00:00Z')

const starts: Record<AttachmentType, string> = {
  'image/png': '\x89PNG\r\n\x1a\n',
  'image/jpeg': '\xff\xd8\xff\xe0',
  'image/gif': 'GIF89a',
  'image/webp': 'RIFF\x10\0\0\0WEBPVP8 ',
  'image/heic': '\0\0\0\x18ftypheic',
  'application/pdf': '%PDF-1.7\n',
}

const named = { fileName: 'truck.png', internal: false }

const contentOf = (type: AttachmentType, more = 'and more'): Buffer => Buffer.from(starts[type] + more, 'latin1')

async function givenDesk(tx: EntityManager = em()) {
  const customer = await givenUser(tx)
  const staff = await givenUser(tx, { role: 'staff' })
  return { customer, staff, ticket: await givenTicket(tx, customer) }
}

interface Attaching {
  internal?: boolean
  fileName?: string
  more?: string
}

const attach = ({ id }: Ticket, by: User, { internal = false, fileName = 'truck.png', more }: Attaching = {}) =>
  inTransaction(em(), async (tx) => {
    const ticket = await getTicketForUpdate(tx, id, by)
    const file = checkFile({ fileName, contentType: 'image/png', content: contentOf('image/png', more), internal })
    return attachFile(tx, file, { ticket, by: await tx.findOneOrFail(User, by.id), now })
  })

const code = (expected: string): unknown => expect.objectContaining({ code: expected })

test.each(attachmentTypes)('a file of type %s is known by its content', (type) => {
  expect(recogniseType(contentOf(type))).toBe(type)
  expect(() => checkFile({ ...named, content: contentOf(type), contentType: type })).not.toThrow()
})

test.each([
  ['text', 'Dear all, the truck was empty.'],
  ['a page', '<!doctype html><script>alert(1)</script>'],
  ['a drawing that runs scripts', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['a program', 'MZ\x90\0\x03\0\0\0'],
  ['an archive', 'PK\x03\x04'],
  ['a sound in the same container as WebP', 'RIFF\x10\0\0\0WAVEfmt '],
  ['a film in the same container as HEIC', '\0\0\0\x18ftypisom'],
  ['a PDF with something in front', ' %PDF-1.7'],
])('%s is refused, whatever it is called', (_what, start) => {
  const content = Buffer.from(start, 'latin1')
  for (const contentType of attachmentTypes)
    expect(() => checkFile({ ...named, content, contentType })).toThrow(code('FILE_TYPE_MISMATCH'))
})

const check = (content: Buffer) => () => checkFile({ ...named, content, contentType: 'image/png' })

test('a file that is empty, too large or another type than said is refused', () => {
  const largest = Buffer.concat([contentOf('image/png')], MAX_ATTACHMENT_BYTES)
  expect(check(largest)).not.toThrow()
  expect(check(Buffer.concat([largest, Buffer.from('x')]))).toThrow(code('BODY_TOO_LARGE'))
  expect(check(Buffer.alloc(0))).toThrow(code('FILE_EMPTY'))
  expect(check(contentOf('image/jpeg'))).toThrow(code('FILE_TYPE_MISMATCH'))
})

test.each([
  ['photo.png', 'photo.png'],
  ['Photo of truck.PNG', 'Photo of truck.png'],
  ['../../etc/passwd', 'passwd.png'],
  ['C:\\fakepath\\photo.png', 'photo.png'],
  ['a\r\nSet-Cookie: x=1.png', 'aSet-Cookie_ x=1.png'],
  ['say "cheese"; rm -rf $HOME.png', 'say _cheese__ rm -rf _HOME.png'],
  ['\u202Egnp.exe', 'gnp.exe.png'],
  ['nul\0byte\u200B\u2028.png', 'nulbyte.png'],
  ['दाल चावल.png', 'दाल चावल.png'],
  ['...', 'file.png'],
  ['/', 'file.png'],
  ['.png', 'file.png'],
  ['half\uD83D.png', 'half.png'],
  ['😀'.repeat(400), `${'😀'.repeat(120)}.png`],
])('the name %j is kept as %j', (typed, kept) => {
  expect(cleanFileName(typed, 'image/png')).toBe(kept)
})

test('a JPEG may end as people end them', () => {
  expect(cleanFileName('a.jpeg', 'image/jpeg')).toBe('a.jpeg')
  expect(cleanFileName('a.pdf', 'image/jpeg')).toBe('a.pdf.jpg')
})

test('what is attached is read back byte for byte, and lists leave the bytes where they are', async () => {
  const { customer, ticket } = await givenDesk()
  const { id } = await attach(ticket, customer)
  const before = database.queries.length
  const [listed] = await findAttachments(em(), ticket.id, customer)
  expect(listed).toMatchObject({ id, fileName: 'truck.png', size: contentOf('image/png').length, staff: false })
  expect(listed?.content).toBeUndefined()
  expect(database.queries.slice(before).join('\n')).not.toMatch(/"content"/)
  const read = await getAttachment(em(), { ticketId: ticket.id, attachmentId: id }, customer)
  expect(Buffer.from(read.content ?? []).equals(contentOf('image/png'))).toBe(true)
})

test('of six files that come at once, five stay', async () => {
  const { customer, ticket } = await givenDesk()
  const attempts = Array.from({ length: 6 }, (_, index) => attach(ticket, customer, { more: String(index) }))
  const outcomes = await Promise.allSettled(attempts)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: code('TOO_MANY_ATTACHMENTS') })
  expect(await em().count(TicketAttachment, { ticket: ticket.id })).toBe(5)
})

test('files among staff are seen by staff alone, and take no customer’s place', async () => {
  const { customer, staff, ticket } = await givenDesk()
  const hidden = await attach(ticket, staff, { internal: true })
  for (let index = 0; index < 5; index++) await attach(ticket, customer)
  expect(await findAttachments(em(), ticket.id, customer)).toHaveLength(5)
  expect(await findAttachments(em(), ticket.id, staff)).toHaveLength(6)
  const ref = { ticketId: ticket.id, attachmentId: hidden.id }
  await expect(getAttachment(em(), ref, customer)).rejects.toThrow(code('ATTACHMENT_NOT_FOUND'))
  await expect(getRemovableAttachment(em(), ref, customer)).rejects.toThrow(code('ATTACHMENT_NOT_FOUND'))
  expect((await getAttachment(em(), ref, staff)).id).toBe(hidden.id)
})

test('another customer’s file, or one asked for under another ticket, is as good as missing', async () => {
  const [{ customer, ticket }, other] = [await givenDesk(), await givenDesk()]
  const { id } = await attach(ticket, customer)
  for (const [ticketId, attachmentId, actor] of [
    [ticket.id, id, other.customer],
    [other.ticket.id, id, customer],
    [other.ticket.id, id, other.staff],
    [ticket.id, newId(), customer],
  ] as const)
    await expect(getAttachment(em(), { ticketId, attachmentId }, actor)).rejects.toThrow(code('ATTACHMENT_NOT_FOUND'))
  expect(await findAttachments(em(), ticket.id, other.customer)).toEqual([])
})

test('customers remove what they attached themselves, staff any file', async () => {
  const { customer, staff, ticket } = await givenDesk()
  const [theirs, ours] = [await attach(ticket, customer), await attach(ticket, staff)]
  const find = (attachment: TicketAttachment, actor: User) =>
    getRemovableAttachment(em(), { ticketId: ticket.id, attachmentId: attachment.id }, actor)
  await expect(find(ours, customer)).rejects.toThrow(code('FORBIDDEN'))
  for (const removable of [find(theirs, customer), find(theirs, staff), find(ours, staff)])
    await expect(removable).resolves.toBeInstanceOf(TicketAttachment)
})

test('a closed ticket takes no files', async () => {
  const { customer, ticket } = await givenDesk()
  await em().execute(`update tickets set status = 'closed', resolved_at = now(), closed_at = now() where id = ?`, [
    ticket.id,
  ])
  await expect(attach(ticket, customer)).rejects.toThrow(code('TICKET_CLOSED'))
  expect(await em().count(TicketAttachment, { ticket: ticket.id })).toBe(0)
})

test('customers hear live of files, but not of those among staff', async () => {
  const { customer, staff, ticket } = await givenDesk()
  await attach(ticket, customer)
  await attach(ticket, staff, { internal: true })
  const told = await em().execute<{ change: string; staff_only: boolean }[]>(
    `select details->>'change' as change, staff_only from live_changes where object_id = ? order by id`,
    [ticket.id],
  )
  expect(told.slice(1)).toEqual([
    { change: 'files', staff_only: false },
    { change: 'noted', staff_only: true },
  ])
})
