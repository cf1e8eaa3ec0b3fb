import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { printJson } from '../../output.ts'
import { printProduct } from './print-product.ts'

export function addShowProduct(products: Command): void {
  products
    .command('show')
    .description('show a product')
    .argument('<product>', 'item code or id')
    .addHelpText(
      'after',
      '\nExamples:\n  desi products show DD-1001\n  desi products show DD-1001 --json | jq .stockQuantity',
    )
    .action(showProduct)
}

async function showProduct(codeOrId: string, _options: object, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const product = await client.api.products.get.query({ id: codeOrId })
  if (json) return printJson(product)
  printProduct(product)
}
