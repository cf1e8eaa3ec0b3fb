import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { noteDone, printJson } from '../../output.ts'
import { confirmOrStop } from '../../prompts.ts'
import { getUser } from './get-user.ts'
import { nameOf } from './user-table.ts'

interface Options {
  reason?: string
  yes?: boolean
}

export function addDisableUser(users: Command): void {
  users
    .command('disable')
    .description('shut an account and end its sessions; its owner is told by e-mail')
    .argument('<user>', 'e-mail address or id')
    .option('--reason <text>', 'kept in the audit, not told to the owner')
    .option('-y, --yes', 'do not ask before')
    .addHelpText('after', '\nExamples:\n  desi users disable late@example.com --reason "Unpaid since May" --yes')
    .action(disableUser)
}

async function disableUser(emailOrId: string, { reason, yes }: Options, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const user = await getUser(client, emailOrId)
  await confirmOrStop(`Disable ${user.email} (${nameOf(user)}, ${user.role})? All its sessions end.`, yes)
  const changed = await client.api.users.disable.mutate({ id: user.id, reason })
  if (json) return printJson(changed)
  noteDone(`${changed.email} is disabled. To undo: desi users enable ${changed.email}`)
}
