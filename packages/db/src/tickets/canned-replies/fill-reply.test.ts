import { createTestDatabase, givenOrder, givenProduct, givenTicket, givenUser } from '@desideliver/db/testing'
import { afterAll, expect, test } from 'vitest'
import { checkPlaceholders, fillReply, placeholders } from './fill-reply.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

async function givenTicketOf(firstName = 'Meera') {
  const em = database.orm.em.fork()
  const customer = await givenUser(em, { firstName })
  const order = await givenOrder(em, customer, [{ product: await givenProduct(em), quantity: 1 }])
  return givenTicket(em, customer, { order })
}

const reply = (body: string) => ({ title: 'Sorry', body })

test('each placeholder is filled in with what the ticket has', async () => {
  const ticket = await givenTicketOf()
  const body = placeholders.join(' | ')
  expect(() => checkPlaceholders(body)).not.toThrow()
  expect(fillReply(reply(body), ticket)).toBe(
    `Meera Shah | Meera Foods | ${ticket.ticketNumber} | Two cases are missing | ${ticket.order?.orderNumber}`,
  )
  expect(fillReply(reply('Dear {{ customerName }}, {{customerName}}!'), ticket)).toBe('Dear Meera Shah, Meera Shah!')
})

test('what is filled in is not looked through again', async () => {
  const ticket = await givenTicketOf('{{ticketNumber}} $& $1')
  expect(fillReply(reply('Dear {{customerName}}'), ticket)).toBe('Dear {{ticketNumber}} $& $1 Shah')
})

test.each(['{{password}}', '{{constructor}}', '{{ }}', '{{customer.passwordHash}}'])('%s is refused', (placeholder) => {
  expect(() => checkPlaceholders(`Dear ${placeholder}`)).toThrow(
    expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining(placeholder) }),
  )
})

test('a reply that names an order is refused for a ticket without one', async () => {
  const ticket = await givenTicketOf()
  ticket.order = null
  expect(() => fillReply(reply('Order {{orderNumber}} is on its way'), ticket)).toThrow(
    expect.objectContaining({ code: 'NOTHING_TO_FILL_IN' }),
  )
  expect(fillReply(reply('It is on its way {{not closed'), ticket)).toBe('It is on its way {{not closed')
})
