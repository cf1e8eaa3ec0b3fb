import { type Command, Option } from 'commander'
import { usageError } from '../../cli-error.ts'
import { connect } from '../../connect.ts'
import { note, noteDone, printJson } from '../../output.ts'
import { parseCount } from '../../parse-count.ts'

interface Options {
  name?: string
  slug?: string
  description?: string
  ifVersion?: number
}

export function addUpdateCategory(categories: Command): void {
  categories
    .command('update')
    .description('change what is said of a category; what is left out stays, its slug too')
    .argument('<category>', 'slug or id')
    .option('--name <name>', 'another name')
    .option('--slug <slug>', 'another slug; imports that name the old one then open a new category')
    .option('--description <text>', 'more than its name tells')
    .addOption(
      new Option('--if-version <number>', 'only if nobody has changed it since that version').argParser(parseCount),
    )
    .addHelpText('after', '\nExamples:\n  desi categories update spices --name "Spices & Masala"')
    .action(updateCategory)
}

async function updateCategory(
  slugOrId: string,
  { ifVersion, name, slug, description }: Options,
  command: Command,
): Promise<void> {
  if (name === undefined && slug === undefined && description === undefined)
    throw usageError('Nothing to change was given.', 'Add --help to see what can be changed.')
  const { client, json } = await connect(command)
  const category = await client.api.categories.get.query({ id: slugOrId })
  const version = ifVersion ?? category.version
  const changed = await client.api.categories.update.mutate({ id: category.id, version, name, slug, description })
  if (json) return printJson(changed)
  if (changed.version === category.version) note('It was so already: nothing was changed.')
  else noteDone(`${changed.name} (${changed.slug}) is changed, now version ${changed.version}.`)
}
