import { type Synonym, paginate } from '@desideliver/sdk'
import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { note, printJson, printTable } from '../../output.ts'
import type { Column } from '../../table.ts'
import { type LimitOptions, pageSize, take, withLimit } from '../../take.ts'

const columns: Column<Synonym>[] = [
  { head: 'Id', value: ({ id }) => id },
  { head: 'Kind', value: ({ kind }) => kind },
  { head: 'Terms', value: ({ terms }) => terms.join(', '), shrinksTo: 20 },
  { head: 'Note', value: (synonym) => synonym.note, shrinksTo: 8 },
]

export function addListSynonyms(synonyms: Command): void {
  withLimit(synonyms.command('list'))
    .description('list what search takes for the same')
    .argument('[term]', 'only those with this term')
    .addHelpText('after', '\nExamples:\n  desi synonyms list haldi\n  desi synonyms list --all --json')
    .action(listSynonyms)
}

async function listSynonyms(term: string | undefined, options: LimitOptions, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const { items, more } = await take(
    paginate((cursor) => client.api.synonyms.list.query({ term, limit: pageSize(options), cursor })),
    options,
  )
  if (json) printJson(items)
  else if (items.length > 0) printTable(columns, items)
  else note('No synonyms match.')
  if (more) note('There are more: add --all, or a larger --limit.')
}
