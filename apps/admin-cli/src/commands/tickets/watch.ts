import type { TicketEvent } from '@desideliver/sdk'
import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { formatMoment, formatWord } from '../../format.ts'
import { note, printJsonLine, toLine } from '../../output.ts'
import { getTicket } from './get-ticket.ts'

export function addWatchTickets(tickets: Command): void {
  tickets
    .command('watch')
    .description('show what happens to tickets, as it happens, until Ctrl-C')
    .argument('[ticket]', 'ticket number or id; all unless told')
    .addHelpText(
      'after',
      `
A lost connection comes back by itself, and tells what happened meanwhile.
With --json each change is an object on a line of its own.

Examples:
  desi tickets watch
  desi tickets watch TKT20260309007
  desi tickets watch --json | jq -r 'select(.change == "opened").ticket.ticketNumber'`,
    )
    .action(watchTickets)
}

async function watchTickets(numberOrId: string | undefined, _options: object, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const ticketId = numberOrId === undefined ? undefined : (await getTicket(client, numberOrId)).id
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  process.once('SIGTERM', () => stop.abort())
  const events = client.api.tickets.watch.subscribe({ ticketId }, { signal: stop.signal })
  for await (const { data } of events) {
    if (data.type === 'change') print(data, json)
    else note(signs[data.type])
  }
}

type TicketChange = Extract<TicketEvent, { type: 'change' }>

const signs: Record<Exclude<TicketEvent['type'], 'change'>, string> = {
  ready: 'Watching. Press Ctrl-C to stop.',
  reset: 'Much happened meanwhile: see desi tickets list.',
}

function print(change: TicketChange, json: boolean): void {
  if (json) return printJsonLine(change)
  const { ticketNumber, status, priority } = change.ticket
  const words: Record<TicketChange['change'], string> = {
    opened: `opened (${priority})`,
    status: `now ${formatWord(status)}`,
    priority: `now ${priority}`,
    assignee: 'given to another',
    commented: 'has a comment',
    noted: 'has a note among staff',
    files: 'had a file attached or removed',
    claim: 'had something claimed or decided',
    rated: 'was rated',
  }
  process.stdout.write(`${formatMoment(change.at)}  ${toLine(ticketNumber)}  ${words[change.change]}\n`)
}
