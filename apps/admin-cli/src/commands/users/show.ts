import type { User } from '@desideliver/sdk'
import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { formatMoment } from '../../format.ts'
import { printFields, printJson } from '../../output.ts'
import { getUser } from './get-user.ts'
import { nameOf, stateOf } from './user-table.ts'

export function addShowUser(users: Command): void {
  users
    .command('show')
    .description('show an account')
    .argument('<user>', 'e-mail address or id')
    .addHelpText('after', '\nExamples:\n  desi users show customer@desideliver.test')
    .action(showUser)
}

async function showUser(emailOrId: string, _options: object, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const user = await getUser(client, emailOrId)
  if (json) printJson(user)
  else printFields(fieldsOf(user))
}

function fieldsOf(user: User): Record<string, string | null> {
  const street = [user.addressLine1, user.addressLine2].filter(Boolean).join(', ')
  return {
    'E-mail': user.email,
    Role: user.role,
    State: stateOf(user),
    Name: nameOf(user),
    Business: `${user.businessName} (${user.businessType})`,
    Phone: user.phoneNumber,
    Address: `${street}, ${user.city}, ${user.state} ${user.zipCode}`,
    'Tax id': user.taxId,
    Licence: user.businessLicense,
    'E-mail proved': whenOf(user.emailVerifiedAt),
    Verified: whenOf(user.verifiedBusinessAt),
    Disabled: whenOf(user.disabledAt),
    Since: formatMoment(user.createdAt),
    Id: user.id,
  }
}

const whenOf = (moment: Date | null): string | null => (moment ? formatMoment(moment) : null)
