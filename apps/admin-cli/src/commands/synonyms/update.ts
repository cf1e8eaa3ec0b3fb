import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { noteDone, printJson } from '../../output.ts'

interface Options {
  terms: string[]
  note?: string
}

export function addUpdateSynonym(synonyms: Command): void {
  synonyms
    .command('update')
    .description('change the terms of a synonym')
    .argument('<id>', 'as desi synonyms list shows it')
    .requiredOption('--terms <terms...>', 'all of them, in place of the old ones')
    .option('--note <text>', 'why, for the next who edits it')
    .addHelpText('after', '\nExamples:\n  desi synonyms update 019f… --terms turmeric haldi halad')
    .action(updateSynonym)
}

async function updateSynonym(id: string, { terms, note }: Options, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const synonym = await client.api.synonyms.update.mutate({ id, terms, note })
  if (json) return printJson(synonym)
  noteDone(`Search knows ${synonym.terms.join(', ')}.`)
}
