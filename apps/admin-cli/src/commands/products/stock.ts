import { type DesiDeliverClient, type Product, type StockChange, type StockStatement, paginate } from '@desideliver/sdk'
import { type Command, Option } from 'commander'
import { usageError } from '../../cli-error.ts'
import { connect } from '../../connect.ts'
import { formatCount, formatMoment, formatWord } from '../../format.ts'
import { note, noteDone, printFields, printHeading, printJson, printTable } from '../../output.ts'
import { parseCount } from '../../parse-count.ts'
import type { Column } from '../../table.ts'
import { type LimitOptions, pageSize, take, withLimit } from '../../take.ts'

interface Options extends LimitOptions {
  add?: number
  remove?: number
  count?: number
  untrack?: boolean
  reason?: string
}

export function addStock(products: Command): void {
  const ways = ['add', 'remove', 'count', 'untrack']
  const conflicts = (way: string): string[] => ways.filter((other) => other !== way)
  withLimit(products.command('stock'))
    .description('show what came to and went from the stock of a product, or change it')
    .argument('<product>', 'item code or id')
    .addOption(new Option('--add <cases>', 'so many came').argParser(parseCount).conflicts(conflicts('add')))
    .addOption(new Option('--remove <cases>', 'so many went').argParser(parseCount).conflicts(conflicts('remove')))
    .addOption(new Option('--count <cases>', 'so many are there').argParser(parseCount).conflicts(conflicts('count')))
    .addOption(new Option('--untrack', 'nobody counts it any more: confirm on order').conflicts(conflicts('untrack')))
    .option('--reason <text>', 'why; needed for a change, and kept in its ledger')
    .addHelpText(
      'after',
      `
Examples:
  desi products stock DD-1001
  desi products stock DD-1001 --add 24 --reason "Truck of Monday"
  desi products stock DD-1001 --count 37 --reason "Yearly count"`,
    )
    .action(stock)
}

async function stock(codeOrId: string, options: Options, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const product = await client.api.products.get.query({ id: codeOrId })
  const statement = readStatement(options)
  if (!statement) return showLedger(client, product, { ...options, json })
  const { reason } = options
  if (!reason) throw usageError('A change of stock needs a reason.', 'Add: --reason "<why>"')
  const answer = await client.api.products.adjustStock.mutate({ id: product.id, ...statement, reason })
  if (json) return printJson(answer)
  const { balance, delta } = answer.change
  const now = balance === null ? 'is not tracked any more' : `has ${formatCount(balance, 'case')} (${signed(delta)})`
  noteDone(`${product.name} (${product.itemCode}) ${now}.`)
}

function readStatement({ add, remove, count, untrack }: Options): Omit<StockStatement, 'id' | 'reason'> | null {
  if (add !== undefined) return { delta: add }
  if (remove !== undefined) return { delta: -remove }
  if (count !== undefined) return { counted: count }
  return untrack ? { tracked: false } : null
}

async function showLedger(
  client: DesiDeliverClient,
  product: Product,
  { json, ...options }: Options & { json: boolean },
): Promise<void> {
  const query = { id: product.id, limit: pageSize(options) }
  const { items, more } = await take(
    paginate((cursor) => client.api.products.listStockChanges.query({ ...query, cursor })),
    options,
  )
  if (json) printJson(items)
  else printLedger(product, items)
  if (more) note('There are more: add --all, or a larger --limit.')
}

function printLedger(product: Product, items: StockChange[]): void {
  printFields({ Product: `${product.name} (${product.itemCode})`, Stock: product.stockQuantity ?? 'not tracked' })
  if (items.length === 0) return note('Nothing has come or gone yet.')
  printHeading('What came and went, newest first')
  printTable(changeColumns, items)
}

const signed = (delta: number): string => (delta > 0 ? `+${delta}` : String(delta))

const changeColumns: Column<StockChange>[] = [
  { head: 'When', value: (change) => formatMoment(change.createdAt) },
  { head: 'Change', value: (change) => signed(change.delta), align: 'right' },
  { head: 'Stock', value: (change) => change.balance, align: 'right' },
  { head: 'Kind', value: (change) => formatWord(change.kind) },
  { head: 'Why', value: (change) => change.reason ?? change.order?.orderNumber ?? null, shrinksTo: 13 },
  { head: 'By', value: (change) => change.changedBy?.name ?? null, shrinksTo: 8 },
]
