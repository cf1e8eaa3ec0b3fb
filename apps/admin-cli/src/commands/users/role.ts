import type { User } from '@desideliver/sdk'
import { Argument, type Command } from 'commander'
import { connect } from '../../connect.ts'
import { noteDone, printJson } from '../../output.ts'
import { confirmOrStop } from '../../prompts.ts'
import { getUser } from './get-user.ts'
import { nameOf, roles } from './user-table.ts'

interface Change {
  emailOrId: string
  role: User['role']
  yes?: boolean
}

export function addChangeRole(users: Command): void {
  const command = users
    .command('role')
    .description('set what an account may do; for admins. Its sessions end')
    .argument('<user>', 'e-mail address or id')
    .addArgument(new Argument('<role>', 'what it becomes').choices(roles))
    .option('-y, --yes', 'do not ask before')
    .addHelpText('after', '\nExamples:\n  desi users role suresh@example.com admin --yes')
  command.action((emailOrId: string, role: User['role'], options: { yes?: boolean }) =>
    changeRole(command, { emailOrId, role, ...options }),
  )
}

async function changeRole(command: Command, { emailOrId, role, yes }: Change): Promise<void> {
  const { client, json } = await connect(command)
  const user = await getUser(client, emailOrId)
  await confirmOrStop(`Make ${user.email} (${nameOf(user)}) ${role} instead of ${user.role}?`, yes)
  const changed = await client.api.users.changeRole.mutate({ id: user.id, role })
  if (json) return printJson(changed)
  noteDone(`${changed.email} was ${user.role} and is now ${changed.role}.`)
}
