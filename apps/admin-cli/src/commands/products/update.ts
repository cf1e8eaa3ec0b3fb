import { type Command, Option } from 'commander'
import { usageError } from '../../cli-error.ts'
import { connect } from '../../connect.ts'
import { note, noteDone, printJson } from '../../output.ts'
import { parseCount } from '../../parse-count.ts'
import { type ProductFieldOptions, readProductFields, withProductFields } from './product-fields.ts'
import { printProduct } from './print-product.ts'

interface Options extends ProductFieldOptions {
  code?: string
  name?: string
  ifVersion?: number
}

export function addUpdateProduct(products: Command): void {
  const command = withProductFields(
    products
      .command('update')
      .description('change what is said of a product; what is left out stays')
      .argument('<product>', 'item code or id')
      .option('--code <code>', 'another item code')
      .option('--name <name>', 'another name; a pack and brand read from the old one are read anew'),
  )
    .addOption(
      new Option('--if-version <number>', 'only if nobody has changed it since that version').argParser(parseCount),
    )
    .addHelpText(
      'after',
      `
Examples:
  desi products update DD-1001 --price 63.00
  desi products update DD-1001 --category spices --brand none --if-version 4
  desi products stock DD-1001 --count 37 --reason "Yearly count"   changes its stock`,
    )
  command.action((product: string, options: Options) => updateProduct(command, product, options))
}

async function updateProduct(command: Command, codeOrId: string, options: Options): Promise<void> {
  const { code: itemCode, name, ifVersion, ...rest } = options
  const fields = { itemCode, name, ...readProductFields(rest) }
  if (Object.values(fields).every((value) => value === undefined))
    throw usageError('Nothing to change was given.', 'Add --help to see what can be changed.')
  const { client, json } = await connect(command)
  const product = await client.api.products.get.query({ id: codeOrId })
  const version = ifVersion ?? product.version
  const changed = await client.api.products.update.mutate({ id: product.id, version, ...fields })
  if (json) return printJson(changed)
  printProduct(changed)
  if (changed.version === product.version) note('It was so already: nothing was changed.')
  else noteDone(`${changed.name} (${changed.itemCode}) is changed, now version ${changed.version}.`)
}
