import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { noteDone, printJson } from '../../output.ts'
import { confirmOrStop } from '../../prompts.ts'
import { getUser } from './get-user.ts'
import { nameOf } from './user-table.ts'

export function addResetTwoFactor(users: Command): void {
  users
    .command('reset-2fa')
    .description('take a lost second factor off an account; for admins. Its sessions end, its owner is told by e-mail')
    .argument('<user>', 'e-mail address or id')
    .option('-y, --yes', 'do not ask before')
    .addHelpText('after', '\nExamples:\n  desi users reset-2fa suresh@example.com --yes')
    .action(resetTwoFactor)
}

async function resetTwoFactor(emailOrId: string, { yes }: { yes?: boolean }, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const user = await getUser(client, emailOrId)
  await confirmOrStop(`Take the second factor off ${user.email} (${nameOf(user)}, ${user.role})?`, yes)
  const changed = await client.api.users.resetTwoFactor.mutate({ id: user.id })
  if (json) return printJson(changed)
  const done = user.totpEnabledAt ? 'signs in with the password alone now; let them enrol anew' : 'had no second factor'
  noteDone(`${changed.email} ${done}.`)
}
