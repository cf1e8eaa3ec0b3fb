import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { noteDone, printJson } from '../../output.ts'

export function addRestoreProduct(products: Command): void {
  products
    .command('restore')
    .description('put an archived product back on sale')
    .argument('<product>', 'item code or id')
    .addHelpText('after', '\nExamples:\n  desi products restore DD-1001')
    .action(restoreProduct)
}

async function restoreProduct(codeOrId: string, _options: object, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const { id } = await client.api.products.get.query({ id: codeOrId })
  const product = await client.api.products.restore.mutate({ id })
  if (json) return printJson(product)
  noteDone(`${product.name} (${product.itemCode}) is on sale.`)
}
