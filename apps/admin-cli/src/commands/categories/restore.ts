import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { noteDone, printJson } from '../../output.ts'

export function addRestoreCategory(categories: Command): void {
  categories
    .command('restore')
    .description('open an archived category again; its archived products stay archived')
    .argument('<category>', 'slug or id')
    .addHelpText('after', '\nExamples:\n  desi categories restore diwali-special')
    .action(restoreCategory)
}

async function restoreCategory(slugOrId: string, _options: object, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const { id } = await client.api.categories.get.query({ id: slugOrId })
  const category = await client.api.categories.restore.mutate({ id })
  if (json) return printJson(category)
  noteDone(`${category.name} (${category.slug}) is open.`)
}
