import type { Command } from 'commander'
import { connect } from '../../../connect.ts'
import { noteDone, printJson } from '../../../output.ts'
import { confirmOrStop } from '../../../prompts.ts'
import { getReply } from './get-reply.ts'

interface Options {
  yes?: boolean
}

export function addDeleteReply(replies: Command): void {
  replies
    .command('delete')
    .description('delete a canned reply; what was written with it stays')
    .argument('<reply>', 'title or id')
    .option('-y, --yes', 'do not ask before')
    .addHelpText('after', '\nExamples:\n  desi tickets replies delete "On its way"')
    .action(deleteReply)
}

async function deleteReply(titleOrId: string, { yes }: Options, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const { id, version, title } = await getReply(client, titleOrId)
  await confirmOrStop(`Delete "${title}"? This cannot be undone.`, yes)
  const deleted = await client.api.cannedReplies.delete.mutate({ id, version })
  if (json) printJson(deleted)
  else noteDone(`"${title}" is deleted.`)
}
