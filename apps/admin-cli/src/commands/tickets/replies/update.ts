import type { Command } from 'commander'
import { usageError } from '../../../cli-error.ts'
import { connect } from '../../../connect.ts'
import { note, noteDone, printJson } from '../../../output.ts'
import { readText } from '../../../read-text.ts'
import { getReply } from './get-reply.ts'

interface Options {
  title?: string
  text?: string
}

export function addUpdateReply(replies: Command): void {
  replies
    .command('update')
    .description('change a canned reply; what is left out stays')
    .argument('<reply>', 'title or id')
    .option('--title <title>', 'another title')
    .option('--text <text>', 'another text; - reads stdin')
    .addHelpText('after', '\nExamples:\n  desi tickets replies update "On its way" --text - < on-its-way.txt')
    .action(updateReply)
}

async function updateReply(titleOrId: string, { title, text }: Options, command: Command): Promise<void> {
  if (title === undefined && text === undefined)
    throw usageError('Nothing to change was given.', 'Add --title or --text.')
  const { client, json } = await connect(command)
  const { id, version } = await getReply(client, titleOrId)
  const body = text === undefined ? undefined : await readText(text)
  const changed = await client.api.cannedReplies.update.mutate({ id, version, title, body })
  if (json) return printJson(changed)
  if (changed.version === version) note('It was so already: nothing was changed.')
  else noteDone(`"${changed.title}" is changed, now version ${changed.version}.`)
}
