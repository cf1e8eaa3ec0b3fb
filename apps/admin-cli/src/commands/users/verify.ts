import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { noteDone, printJson } from '../../output.ts'
import { getUser } from './get-user.ts'

export function addVerifyBusiness(users: Command): void {
  users
    .command('verify')
    .description('note that a customer’s business is verified; its owner is told by e-mail')
    .argument('<user>', 'e-mail address or id')
    .addHelpText('after', '\nExamples:\n  desi users verify customer@desideliver.test')
    .action(verifyBusiness)
}

async function verifyBusiness(emailOrId: string, _options: object, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const user = await getUser(client, emailOrId)
  const changed = await client.api.users.verifyBusiness.mutate({ id: user.id })
  if (json) return printJson(changed)
  noteDone(`${changed.businessName} (${changed.email}) ${user.verifiedBusinessAt ? 'was' : 'is now'} verified.`)
}
