import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { writeDownload } from '../../write-download.ts'

interface Options {
  out?: string
}

export function addExportProducts(products: Command): void {
  products
    .command('export')
    .description('write the whole catalogue as CSV, as import takes it back')
    .option('-o, --out <file>', 'where to; - writes to stdout')
    .addHelpText('after', '\nExamples:\n  desi products export\n  desi products export --out - | wc -l')
    .action(exportProducts)
}

async function exportProducts({ out }: Options, command: Command): Promise<void> {
  const { client } = await connect(command)
  await writeDownload(await client.exportProducts(), { told: 'The catalogue is', out })
}
