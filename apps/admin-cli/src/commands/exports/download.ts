import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { downloadFinished, waitForExport } from './wait-for-export.ts'

export function addDownloadExport(exports: Command): void {
  exports
    .command('download')
    .description('write the file of an export, once it is finished')
    .argument('<id>', 'as desi exports list shows it')
    .option('-o, --out <file>', 'where to; - writes to stdout')
    .addHelpText('after', '\nExamples:\n  desi exports download 01a206b0-8944-71ba-be8b-8e12bb59dd6d --out march.csv')
    .action(downloadExport)
}

async function downloadExport(id: string, { out }: { out?: string }, command: Command): Promise<void> {
  const { client } = await connect(command)
  await downloadFinished(client, await waitForExport(client, id), out)
}
