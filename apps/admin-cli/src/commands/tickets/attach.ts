import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import type { Command } from 'commander'
import { usageError } from '../../cli-error.ts'
import { connect } from '../../connect.ts'
import { noteDone, printJson } from '../../output.ts'
import { getTicket } from './get-ticket.ts'

/** What the server takes; it looks at the content, too. */
const types: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.heic': 'image/heic',
  '.heif': 'image/heic',
  '.pdf': 'application/pdf',
}

interface Options {
  internal?: boolean
}

export function addAttachToTicket(tickets: Command): void {
  const command = tickets
    .command('attach')
    .description('attach photos or PDFs to a ticket, at most 5 files of 5 MB')
    .argument('<ticket>', 'ticket number or id')
    .argument('<files...>', 'PNG, JPEG, GIF, WebP, HEIC or PDF')
    .option('-i, --internal', 'among staff: the customer never learns of it')
    .addHelpText('after', '\nExamples:\n  desi tickets attach TKT20260309007 invoice.pdf truck.jpg')
  command.action((numberOrId: string, files: string[], options: Options) =>
    attachToTicket(command, { numberOrId, files, ...options }),
  )
}

async function attachToTicket(
  command: Command,
  { numberOrId, files, internal }: Options & { numberOrId: string; files: string[] },
): Promise<void> {
  const { client, json } = await connect(command)
  // Before anything is sent: what cannot be read is known first.
  const read = []
  for (const path of files) read.push(await readUpload(path))
  const ticket = await getTicket(client, numberOrId)
  const attached = []
  for (const file of read) {
    const one = await client.attachToTicket(ticket.id, file, { internal })
    attached.push(one)
    // At once: where the next is refused, this one stays.
    if (!json) noteDone(`${one.fileName} is attached to ${ticket.ticketNumber}.`)
  }
  if (json) printJson(attached)
}

async function readUpload(path: string): Promise<File> {
  const type = types[extname(path).toLowerCase()]
  if (type === undefined)
    throw usageError(`${path} is neither a photo nor a PDF.`, 'Send PNG, JPEG, GIF, WebP, HEIC or PDF.')
  const content = await readFile(path).catch(() => {
    throw usageError(`${path} cannot be read.`, 'Check the path.')
  })
  return new File([Uint8Array.from(content)], basename(path), { type })
}
