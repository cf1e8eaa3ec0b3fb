import { type Command, Option } from 'commander'
import { connect } from '../../connect.ts'
import { noteDone, printJson } from '../../output.ts'

interface Options {
  firstName: string
  lastName: string
  role: 'staff' | 'admin'
}

export function addInviteUser(users: Command): void {
  users
    .command('invite')
    .description('invite someone to work here, by e-mail; for admins')
    .argument('<email>', 'where the invitation goes')
    .requiredOption('--first-name <name>', 'of the person')
    .requiredOption('--last-name <name>', 'of the person')
    .addOption(new Option('-r, --role <role>', 'what the account may do').choices(['staff', 'admin']).default('staff'))
    .addHelpText(
      'after',
      '\nExamples:\n  desi users invite suresh@example.com --first-name Suresh --last-name Iyer --role staff',
    )
    .action(inviteUser)
}

async function inviteUser(email: string, { firstName, lastName, role }: Options, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const user = await client.api.users.invite.mutate({ email, firstName, lastName, role })
  if (json) return printJson(user)
  noteDone(`${user.email} is invited as ${user.role}; the link in the mail works for seven days.`)
}
