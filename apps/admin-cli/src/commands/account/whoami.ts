import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { printFields, printJson } from '../../output.ts'

export function addWhoami(program: Command): void {
  program
    .command('whoami')
    .description('show who is signed in, and where')
    .addHelpText('after', '\nExamples:\n  desi whoami\n  desi whoami --json | jq -r .user.role')
    .action(whoami)
}

async function whoami(_options: object, command: Command): Promise<void> {
  const { client, profile, url, json } = await connect(command)
  const user = await client.api.auth.profile.query()
  if (json) return printJson({ profile, url, user })
  const { email, firstName, lastName, role, businessName } = user
  printFields({
    'E-mail': email,
    Name: `${firstName} ${lastName}`,
    Role: role,
    Business: businessName,
    Server: url,
    Profile: profile,
  })
}
