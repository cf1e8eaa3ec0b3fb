import { type User, paginate } from '@desideliver/sdk'
import { type Command, Option } from 'commander'
import { connect } from '../../connect.ts'
import { note, printJson, printTable } from '../../output.ts'
import { type LimitOptions, pageSize, take, withLimit } from '../../take.ts'
import { roles, userColumns } from './user-table.ts'

interface Options extends LimitOptions {
  search?: string
  role?: User['role']
  verified?: boolean
  unverified?: boolean
  disabled?: boolean
  enabled?: boolean
}

export function addListUsers(users: Command): void {
  withLimit(users.command('list'))
    .description('list accounts, newest first')
    .option('--search <text>', 'words of e-mail address, name, business or phone')
    .addOption(new Option('-r, --role <role>', 'only accounts of this role').choices(roles))
    .option('--verified', 'only businesses that were verified')
    .addOption(new Option('--unverified', 'only those that were not').conflicts('verified'))
    .option('--disabled', 'only accounts that are shut')
    .addOption(new Option('--enabled', 'only those that are open').conflicts('disabled'))
    .addHelpText(
      'after',
      `
Examples:
  desi users list --role customer --unverified
  desi users list --search "chitra kitchen"
  desi users list --all --json | jq -r '.[].email'`,
    )
    .action(listUsers)
}

async function listUsers(options: Options, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const { search, role } = options
  const verified = options.verified ?? (options.unverified ? false : undefined)
  const disabled = options.disabled ?? (options.enabled ? false : undefined)
  const query = { search, role, verified, disabled, limit: pageSize(options) }
  const { items, more } = await take(
    paginate((cursor) => client.api.users.list.query({ ...query, cursor })),
    options,
  )
  if (json) printJson(items)
  else if (items.length > 0) printTable(userColumns, items)
  else note('No accounts match.')
  if (more) note('There are more: add --all, or a larger --limit.')
}
