import type { Ticket, TicketAttachment } from '@desideliver/sdk'
import type { Command } from 'commander'
import { CliError, usageError } from '../../cli-error.ts'
import { connect } from '../../connect.ts'
import { exitCodes } from '../../exit-codes.ts'
import { noteDone } from '../../output.ts'
import { saveDownload } from '../../save-download.ts'
import { getTicket } from './get-ticket.ts'

interface Options {
  out?: string
}

export function addDownloadAttachment(tickets: Command): void {
  const command = tickets
    .command('download')
    .description('write a file of a ticket to disk')
    .argument('<ticket>', 'ticket number or id')
    .argument('<file>', 'its name in desi tickets show, or its id')
    .option('-o, --out <file>', 'where to; its own name in this folder if left out, - writes to stdout')
    .addHelpText('after', '\nExamples:\n  desi tickets download TKT20260309007 truck.jpg')
  command.action((numberOrId: string, file: string, options: Options) =>
    downloadAttachment(command, { numberOrId, file, ...options }),
  )
}

async function downloadAttachment(
  command: Command,
  { numberOrId, file, out }: Options & { numberOrId: string; file: string },
): Promise<void> {
  const { client } = await connect(command)
  const ticket = await getTicket(client, numberOrId)
  const attachment = getAttachment(ticket, file)
  // The server has cleaned the name: it leads out of no folder.
  const path = out ?? attachment.fileName
  await saveDownload(await client.downloadAttachment(ticket.id, attachment.id), path)
  if (path !== '-') noteDone(`${path} is written.`)
}

/** @throws CliError where the ticket has none of that name or id, or several */
function getAttachment({ attachments, ticketNumber }: Ticket, nameOrId: string): TicketAttachment {
  const found = attachments.filter(({ id, fileName }) => id === nameOrId.toLowerCase() || fileName === nameOrId)
  const [attachment] = found
  if (attachment && found.length === 1) return attachment
  if (attachment)
    throw usageError(
      `${ticketNumber} has several files ${nameOrId}.`,
      `Give an id: ${found.map(({ id }) => id).join(', ')}`,
    )
  throw new CliError(`${ticketNumber} has no file ${nameOrId}.`, {
    exitCode: exitCodes.notFound,
    nextStep: `It has: ${attachments.map(({ fileName }) => fileName).join(', ') || 'none'}`,
  })
}
