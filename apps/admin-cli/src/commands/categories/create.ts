import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { noteDone, printJson } from '../../output.ts'

interface Options {
  slug?: string
  description?: string
}

export function addCreateCategory(categories: Command): void {
  categories
    .command('create')
    .description('open a new category')
    .argument('<name>', 'as customers read it')
    .option('--slug <slug>', 'how addresses and imports know it; made of the name where it is left out')
    .option('--description <text>', 'more than its name tells')
    .addHelpText('after', '\nExamples:\n  desi categories create "Pickles & Chutneys" --slug pickles')
    .action(createCategory)
}

async function createCategory(name: string, { slug, description }: Options, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const category = await client.api.categories.create.mutate({ name, slug, description })
  if (json) return printJson(category)
  noteDone(`${category.name} (${category.slug}) is open.`)
}
