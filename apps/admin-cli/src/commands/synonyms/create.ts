import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { noteDone, printJson } from '../../output.ts'

interface Options {
  narrower?: boolean
  note?: string
}

export function addCreateSynonym(synonyms: Command): void {
  synonyms
    .command('create')
    .description('make search take words for the same')
    .argument('<terms...>', 'two or more; quote those of several words')
    .option('--narrower', 'the first is the broad word, the others are kinds of it')
    .option('--note <text>', 'why, for the next who edits it')
    .addHelpText(
      'after',
      '\nExamples:\n  desi synonyms create turmeric haldi "manjal podi"\n  desi synonyms create lentils "toor dal" "urad dal" --narrower',
    )
    .action(createSynonym)
}

async function createSynonym(terms: string[], { narrower, note }: Options, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const synonym = await client.api.synonyms.create.mutate({ kind: narrower ? 'narrower' : 'same', terms, note })
  if (json) return printJson(synonym)
  noteDone(`Search knows ${synonym.terms.join(', ')}. To undo: desi synonyms remove ${synonym.id}`)
}
