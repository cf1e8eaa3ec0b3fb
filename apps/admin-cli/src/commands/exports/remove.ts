import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { noteDone, printJson } from '../../output.ts'
import { confirmOrStop } from '../../prompts.ts'

export function addRemoveExport(exports: Command): void {
  exports
    .command('remove')
    .description('delete an export; one that is being written is stopped')
    .argument('<id>', 'as desi exports list shows it')
    .option('-y, --yes', 'do not ask')
    .addHelpText('after', '\nExamples:\n  desi exports remove 01a206b0-8944-71ba-be8b-8e12bb59dd6d --yes')
    .action(removeExport)
}

async function removeExport(id: string, { yes }: { yes?: boolean }, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const { fileName } = await client.api.exports.get.query({ id })
  await confirmOrStop(`Delete ${fileName}? This cannot be undone.`, yes)
  const removed = await client.api.exports.remove.mutate({ id })
  if (json) return printJson(removed)
  noteDone(`${fileName} is deleted.`)
}
