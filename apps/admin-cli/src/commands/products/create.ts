import { type Command, Option } from 'commander'
import { connect } from '../../connect.ts'
import { noteDone, printJson } from '../../output.ts'
import { parseCount } from '../../parse-count.ts'
import { type ProductFieldOptions, readProductFields, withProductFields } from './product-fields.ts'
import { printProduct } from './print-product.ts'

interface Options extends ProductFieldOptions {
  stock?: number
}

interface NewProduct extends Options {
  itemCode: string
  name: string
}

export function addCreateProduct(products: Command): void {
  const command = withProductFields(
    products
      .command('create')
      .description('put a new product on sale')
      .argument('<code>', 'its item code, which no other product has')
      .argument('<name>', 'as customers read it'),
  )
    .addOption(
      new Option('--stock <cases>', 'how many are there; not tracked where it is left out').argParser(parseCount),
    )
    .addHelpText(
      'after',
      `
Examples:
  desi products create 10471 "SWAD TOOR DAL 10X4LB" --category grain-market --price 42.50 --stock 30
  desi products create 10472 "STEEL TAWA 12IN" --category non-food --pack 6 --min 2 --json`,
    )
  command.action((itemCode: string, name: string, options: Options) =>
    createProduct(command, { itemCode, name, ...options }),
  )
}

async function createProduct(command: Command, { itemCode, name, stock, ...options }: NewProduct): Promise<void> {
  const { client, json } = await connect(command)
  const fields = readProductFields(options)
  const product = await client.api.products.create.mutate({ itemCode, name, ...fields, stockQuantity: stock })
  if (json) return printJson(product)
  printProduct(product)
  noteDone(`${product.name} (${product.itemCode}) is on sale.`)
}
