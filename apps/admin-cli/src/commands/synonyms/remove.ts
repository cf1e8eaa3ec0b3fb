import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { noteDone, printJson } from '../../output.ts'

export function addRemoveSynonym(synonyms: Command): void {
  synonyms
    .command('remove')
    .description('make search forget that words are the same')
    .argument('<id>', 'as desi synonyms list shows it')
    .addHelpText('after', '\nExamples:\n  desi synonyms remove 019f…')
    .action(removeSynonym)
}

async function removeSynonym(id: string, _options: object, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const synonym = await client.api.synonyms.remove.mutate({ id })
  if (json) return printJson(synonym)
  noteDone(`Search forgot ${synonym.terms.join(', ')}.`)
}
