import type { Ticket, TicketClaim } from '@desideliver/sdk'
import { Argument, type Command } from 'commander'
import { CliError } from '../../cli-error.ts'
import { connect } from '../../connect.ts'
import { exitCodes } from '../../exit-codes.ts'
import { formatCount } from '../../format.ts'
import { note, noteDone, printJson } from '../../output.ts'
import { confirmOrStop } from '../../prompts.ts'
import { describeClaim } from './claim-words.ts'
import { getTicket } from './get-ticket.ts'

const decisions = { accept: 'accepted', reject: 'rejected' } as const

interface Options {
  note?: string
  yes?: boolean
}

interface Decision extends Options {
  numberOrId: string
  claim: string
  verb: keyof typeof decisions
}

export function addDecideClaim(tickets: Command): void {
  const command = tickets
    .command('decide')
    .description('accept or reject a claim, once and for all; the customer is told by e-mail')
    .argument('<ticket>', 'ticket number or id')
    .argument('<claim>', 'its number in desi tickets show, or its id')
    .addArgument(new Argument('<decision>', 'what becomes of it').choices(Object.keys(decisions)))
    .option('--note <text>', 'told to the customer')
    .option('-y, --yes', 'do not ask before')
    .addHelpText(
      'after',
      '\nExamples:\n  desi tickets decide TKT20260309007 1 accept --note "With tomorrow\'s truck"\n  desi tickets decide TKT20260309007 2 reject --yes',
    )
  command.action((...[numberOrId, claim, verb, options]: [string, string, Decision['verb'], Options]) =>
    decideClaim(command, { numberOrId, claim, verb, ...options }),
  )
}

async function decideClaim(command: Command, { numberOrId, verb, ...said }: Decision): Promise<void> {
  const { client, json } = await connect(command)
  const ticket = await getTicket(client, numberOrId)
  const claim = getClaim(ticket, said.claim)
  const decision = decisions[verb]
  // Where it is decided already, the server says so: no need to ask.
  if (claim.status === 'open')
    await confirmOrStop(`${describeClaim(claim)} of ${ticket.customer.name}: ${verb}? This cannot be undone.`, said.yes)
  const asked = { id: ticket.id, claimId: claim.id, decision, note: said.note }
  const changed = await client.api.tickets.decideClaim.mutate(asked)
  if (json) return printJson(changed)
  noteDone(`${describeClaim(claim)} is ${decision}.`)
  const open = changed.claims.filter(({ status }) => status === 'open').length
  if (open > 0) note(`${formatCount(open, 'claim')} still to be decided.`)
}

/** @throws CliError where the ticket has no such claim */
function getClaim({ claims, ticketNumber }: Ticket, numberOrId: string): TicketClaim {
  const found = /^\d{1,3}$/.test(numberOrId)
    ? claims[Number(numberOrId) - 1]
    : claims.find(({ id }) => id === numberOrId.toLowerCase())
  if (found) return found
  throw new CliError(`${ticketNumber} has no claim ${numberOrId}.`, {
    exitCode: exitCodes.notFound,
    nextStep: `See what it has with: desi tickets show ${ticketNumber}`,
  })
}
