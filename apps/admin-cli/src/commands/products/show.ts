import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { formatWord } from '../../format.ts'
import { printFields, printJson } from '../../output.ts'
import { formatPack, formatPrice } from './product-table.ts'

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
  printFields({
    Code: product.itemCode,
    Name: product.name,
    Description: product.description,
    Category: `${product.category.name} (${product.category.slug})`,
    Brand: product.brand,
    Origin: product.origin,
    Pack: formatPack(product.pack),
    Price: formatPrice(product),
    Stock: product.stockQuantity ?? 'not tracked',
    Availability: formatWord(product.availability),
    'Order by': `${product.orderUnit}, from ${product.minOrderQuantity} in steps of ${product.orderMultiple}`,
    Featured: product.featured ? 'yes' : 'no',
    Active: product.active ? 'yes' : 'no, archived',
    Id: product.id,
  })
}
