import { type Command } from 'commander'
import { usageError } from '../../cli-error.ts'
import { connect } from '../../connect.ts'
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
    .argument('<file>', 'its name or id, as desi tickets show --json has it')
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
  const attachment = ticket.attachments.find(({ id, fileName }) => id === file.toLowerCase() || fileName === file)
  if (!attachment) {
    const names = ticket.attachments.map(({ fileName }) => fileName).join(', ') || 'none'
    throw usageError(`${ticket.ticketNumber} has no file ${file}.`, `It has: ${names}.`)
  }
  // The server has cleaned the name: it leads out of no folder.
  const path = out ?? attachment.fileName
  await saveDownload(await client.downloadAttachment(ticket.id, attachment.id), path)
  if (path !== '-') noteDone(`${path} is written.`)
}
