import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { formatMoment } from '../../format.ts'
import { note, printFields, printJson } from '../../output.ts'
import { progressOf } from './export-table.ts'

export function addShowExport(exports: Command): void {
  exports
    .command('show')
    .description('show an export: how far it is, and what went wrong')
    .argument('<id>', 'as desi exports list shows it')
    .addHelpText('after', '\nExamples:\n  desi exports show 01a206b0-8944-71ba-be8b-8e12bb59dd6d')
    .action(showExport)
}

async function showExport(id: string, _options: object, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const found = await client.api.exports.get.query({ id })
  if (json) return printJson(found)
  printFields({
    File: found.fileName,
    Kind: found.kind,
    Status: found.status,
    Written: progressOf(found),
    Size: found.sizeBytes > 0 ? `${Math.ceil(found.sizeBytes / 1_000)} kB` : null,
    Error: found.error,
    Requested: formatMoment(found.createdAt),
    Ended: found.endedAt && formatMoment(found.endedAt),
    'Kept until': formatMoment(found.expiresAt),
    Id: found.id,
  })
  if (found.status === 'finished') note(`To get it: desi exports download ${found.id}`)
}
