import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { noteDone, printJson } from '../../output.ts'
import { getUser } from './get-user.ts'

export function addEnableUser(users: Command): void {
  users
    .command('enable')
    .description('open a disabled account again; its owner is told by e-mail')
    .argument('<user>', 'e-mail address or id')
    .addHelpText('after', '\nExamples:\n  desi users enable late@example.com')
    .action(enableUser)
}

async function enableUser(emailOrId: string, _options: object, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const user = await getUser(client, emailOrId)
  const changed = await client.api.users.enable.mutate({ id: user.id })
  if (json) return printJson(changed)
  noteDone(`${changed.email} ${user.disabledAt ? 'can sign in again' : 'was open already'}.`)
}
