import { type StaffCategory, paginate } from '@desideliver/sdk'
import { type Command, Option } from 'commander'
import { connect } from '../../connect.ts'
import { note, printJson, printTable } from '../../output.ts'
import type { Column } from '../../table.ts'
import { type LimitOptions, pageSize, take, withLimit } from '../../take.ts'

interface Options extends LimitOptions {
  active?: boolean
  archived?: boolean
}

export function addListCategories(categories: Command): void {
  withLimit(categories.command('list'))
    .description('list categories by name, archived ones too')
    .option('--active', 'only those on sale')
    .addOption(new Option('--archived', 'only those that are not').conflicts('active'))
    .addHelpText(
      'after',
      `
Examples:
  desi categories list --active
  desi categories list --all --json | jq -r '.[].slug'`,
    )
    .action(listCategories)
}

async function listCategories(options: Options, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const active = options.active ?? (options.archived ? false : undefined)
  const query = { active, limit: pageSize(options) }
  const { items, more } = await take(
    paginate((cursor) => client.api.categories.listAll.query({ ...query, cursor })),
    options,
  )
  if (json) printJson(items)
  else if (items.length > 0) printTable(categoryColumns, items)
  else note('No categories match.')
  if (more) note('There are more: add --all, or a larger --limit.')
}

const categoryColumns: Column<StaffCategory>[] = [
  { head: 'Slug', value: (category) => category.slug },
  { head: 'Name', value: (category) => category.name, shrinksTo: 16 },
  { head: 'On sale', value: (category) => category.productCount, align: 'right' },
  { head: 'Archived', value: (category) => category.archivedProductCount, align: 'right' },
  { head: 'State', value: (category) => (category.active ? 'on sale' : 'archived') },
  { head: 'Description', value: (category) => category.description || null, shrinksTo: 12 },
]
