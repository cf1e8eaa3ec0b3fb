import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { formatCount } from '../../format.ts'
import { noteDone, printJson } from '../../output.ts'
import { confirmOrStop } from '../../prompts.ts'

interface Options {
  moveTo?: string
  yes?: boolean
}

export function addArchiveCategory(categories: Command): void {
  categories
    .command('archive')
    .description('close a category that has nothing on sale, or whose products go elsewhere')
    .argument('<category>', 'slug or id')
    .option('--move-to <category>', 'slug or id of the category that takes all its products')
    .option('-y, --yes', 'do not ask before moving products')
    .addHelpText(
      'after',
      `
Examples:
  desi categories archive diwali-special
  desi categories archive lentils --move-to grain-market --yes`,
    )
    .action(archiveCategory)
}

async function archiveCategory(slugOrId: string, { moveTo, yes }: Options, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const category = await client.api.categories.get.query({ id: slugOrId })
  const target = moveTo === undefined ? null : await client.api.categories.get.query({ id: moveTo })
  const products = category.productCount + category.archivedProductCount
  if (target && products > 0 && category.active) {
    const what = `${formatCount(products, 'product')} from ${category.name} to ${target.name}`
    await confirmOrStop(`Move ${what}? Nothing tells them apart afterwards.`, yes)
  }
  const archived = await client.api.categories.archive.mutate({ id: category.id, moveProductsTo: target?.id })
  if (json) return printJson(archived)
  noteDone(`${archived.name} is archived. To open it again: desi categories restore ${archived.slug}`)
}
