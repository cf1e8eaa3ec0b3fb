import type { Command } from 'commander'
import { connect } from '../../../connect.ts'
import { noteDone, printJson } from '../../../output.ts'
import { readText } from '../../../read-text.ts'

export function addCreateReply(replies: Command): void {
  const command = replies
    .command('create')
    .description('keep a text that is written again and again')
    .argument('<title>', 'by which it is found')
    .argument('<text>', 'what it says; - reads stdin')
    .addHelpText(
      'after',
      `
Filled in for each ticket: {{customerName}}, {{businessName}}, {{ticketNumber}}, {{subject}}, {{orderNumber}}

Examples:
  desi tickets replies create "On its way" "Dear {{customerName}}, it comes with tomorrow's truck."
  desi tickets replies create "Refund" - < refund.txt`,
    )
  command.action((title: string, text: string) => createReply(command, { title, text }))
}

async function createReply(command: Command, { title, text }: { title: string; text: string }): Promise<void> {
  const { client, json } = await connect(command)
  const reply = await client.api.cannedReplies.create.mutate({ title, body: await readText(text) })
  if (json) return printJson(reply)
  noteDone(`Kept. To send it: desi tickets comment <ticket> --reply "${reply.title}"`)
}
