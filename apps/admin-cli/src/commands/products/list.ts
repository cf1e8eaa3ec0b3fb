import { type Product, paginate } from '@desideliver/sdk'
import { type Command, Option } from 'commander'
import { connect } from '../../connect.ts'
import { note, printJson, printTable } from '../../output.ts'
import { type LimitOptions, pageSize, take, withLimit } from '../../take.ts'
import { availabilities, productColumns } from './product-table.ts'

interface Options extends LimitOptions {
  category?: string
  availability?: Product['availability']
  brand?: string
  sort?: Sort
  status?: 'active' | 'archived' | 'all'
}

const sorts = ['relevance', 'name', '-name', 'itemCode', 'newest', 'price', '-price'] as const
type Sort = (typeof sorts)[number]

export function addListProducts(products: Command): void {
  withLimit(products.command('list'))
    .description('search and list products')
    .argument('[search]', 'words of name, brand or item code')
    .option('--category <slug>', 'only products of this category, such as grain-market')
    .addOption(new Option('--availability <availability>', 'only products like this').choices(availabilities))
    .option('--brand <brand>', 'only products of this brand')
    .addOption(new Option('--sort <order>', 'by relevance where something is searched, else by name').choices(sorts))
    .addOption(
      new Option('--status <status>', 'on sale, archived, or both')
        .choices(['active', 'archived', 'all'])
        .default('active'),
    )
    .addHelpText(
      'after',
      `
Examples:
  desi products list basmati
  desi products list --availability low_stock --all
  desi products list --status archived
  desi products list --category rice --sort=-price
  desi products list "toor dal" --json | jq -r '.[] | [.itemCode, .price] | @tsv'`,
    )
    .action(listProducts)
}

async function listProducts(search: string | undefined, options: Options, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const { category, availability, brand, sort, status = 'active' } = options
  const query = { search, category, availability, brand, sort, limit: pageSize(options) }
  const { products } = client.api
  const { items, more } = await take(
    paginate((cursor) =>
      // What is on sale anyone may see; the rest is for staff.
      status === 'active'
        ? products.list.query({ ...query, cursor })
        : products.listAll.query({ ...query, status, cursor }),
    ),
    options,
  )
  if (json) printJson(items)
  else if (items.length > 0) printTable(productColumns, items)
  else note('No products match.')
  if (more) note('There are more: add --all, or a larger --limit.')
}
