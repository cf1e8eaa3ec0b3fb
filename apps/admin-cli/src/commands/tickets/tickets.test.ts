import { createClient } from '@desideliver/sdk'
import { expect, test } from 'vitest'
import { DEMO_PASSWORD, demoEmail, givenCliWithServer } from '../../../testing/given-cli.ts'

/** A ticket of the demo customer's. */
async function givenTicket(url: string, subject = 'Two cases are missing') {
  const { api, signIn } = createClient({ url })
  await signIn({ email: demoEmail('customer'), password: DEMO_PASSWORD })
  const words = { description: 'Two cases of toor dal were not on the truck.', category: 'order_issue' as const }
  return await api.tickets.create.mutate({ subject, ...words })
}

const done = (stderr: string) => ({ exitCode: 0, stdout: '', stderr: expect.stringContaining(stderr) })

test('a ticket is found by its number, answered, noted on, given to someone, moved and closed', async () => {
  await using cli = await givenCliWithServer()
  const { id, ticketNumber } = await givenTicket(cli.url)
  await cli.signIn('staff')
  const tickets = (...args: string[]) => cli.desi(['tickets', ...args])
  expect(await tickets('assign', ticketNumber.toLowerCase(), 'me')).toMatchObject(done('is with Suresh Demo'))
  expect(await tickets('comment', id, 'They come tomorrow.')).toMatchObject(done('Written to'))
  expect(await tickets('comment', ticketNumber, 'Third time', '--internal')).toMatchObject(done('Noted on'))
  expect(await tickets('priority', ticketNumber, 'urgent')).toMatchObject(done('is urgent, resolve by'))
  expect(await tickets('status', ticketNumber, 'in_progress', '--reason', 'Found it')).toMatchObject(
    done('was open and is now in progress'),
  )
  const { stdout } = await tickets('show', ticketNumber)
  expect(stdout).toMatch(/^Status +in progress$/m)
  expect(stdout).toMatch(/Suresh Demo \(note among staff\): Third time/)
  expect(stdout).toMatch(/status +open +in progress +Suresh Demo +Found it/)

  const early = await tickets('status', ticketNumber, 'closed')
  expect(early).toMatchObject({ exitCode: 6, stderr: expect.stringContaining('it can become resolved') })
  await tickets('status', ticketNumber, 'resolved')
  expect(await tickets('status', ticketNumber, 'closed')).toMatchObject({ exitCode: 2 })
  expect(await tickets('status', ticketNumber, 'closed', '--yes')).toMatchObject(done('That is its end'))
  expect(await tickets('comment', ticketNumber, 'Late')).toMatchObject({ exitCode: 6, stdout: '' })
})

test('tickets are listed by what they are, by who has them and by what is due', async () => {
  await using cli = await givenCliWithServer()
  const first = await givenTicket(cli.url)
  const second = await givenTicket(cli.url, 'The bill is wrong')
  await cli.signIn('staff')
  await cli.desi(['tickets', 'assign', first.ticketNumber, demoEmail('staff')])
  await cli.desi(['tickets', 'priority', second.ticketNumber, 'urgent'])
  const numbers = async (...args: string[]): Promise<string[]> => {
    const { stdout } = await cli.desi(['tickets', ...args, '--json'])
    return (JSON.parse(stdout) as { ticketNumber: string }[]).map((ticket) => ticket.ticketNumber)
  }
  expect(await numbers('list')).toEqual([second.ticketNumber, first.ticketNumber])
  expect(await numbers('list', '--assignee', 'me')).toEqual([first.ticketNumber])
  expect(await numbers('list', '--assignee', 'none')).toEqual([second.ticketNumber])
  expect(await numbers('list', '--customer', demoEmail('customer'), '--search', 'bill')).toEqual([second.ticketNumber])
  expect(await numbers('due', '--hours', '400')).toEqual([second.ticketNumber, first.ticketNumber])
  expect(await numbers('due', '--hours', '0')).toEqual([])
  expect((await cli.desi(['tickets', 'list'])).stdout).toMatch(/answer by/)
  const stats = await cli.desi(['tickets', 'stats', '--json'])
  expect(JSON.parse(stats.stdout)).toMatchObject({ total: 2, byPriority: { urgent: 1, medium: 1 } })
  expect((await cli.desi(['tickets', 'stats'])).stdout).toMatch(/^To resolve +2$/m)
  expect(await cli.desi(['tickets', 'show', 'TKT1'])).toMatchObject({ exitCode: 5, stdout: '' })
})
