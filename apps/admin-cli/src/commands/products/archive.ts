import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { noteDone, printJson } from '../../output.ts'

interface Options {
  reason?: string
}

export function addArchiveProduct(products: Command): void {
  products
    .command('archive')
    .description('take a product off sale; old orders keep it')
    .argument('<product>', 'item code or id')
    .option('--reason <text>', 'kept in the audit')
    .addHelpText('after', '\nExamples:\n  desi products archive DD-1001 --reason "No longer supplied"')
    .action(archiveProduct)
}

async function archiveProduct(codeOrId: string, { reason }: Options, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const { id } = await client.api.products.get.query({ id: codeOrId })
  const product = await client.api.products.archive.mutate({ id, reason })
  if (json) return printJson(product)
  noteDone(`${product.name} (${product.itemCode}) is archived. To undo: desi products restore ${product.itemCode}`)
}
