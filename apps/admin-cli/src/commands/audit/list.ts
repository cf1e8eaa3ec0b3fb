import { type AuditEntry, paginate } from '@desideliver/sdk'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { connect } from '../../connect.ts'
import { formatMoment } from '../../format.ts'
import { note, printJson, printTable } from '../../output.ts'
import type { Column } from '../../table.ts'
import { type LimitOptions, pageSize, take, withLimit } from '../../take.ts'
import { getUser } from '../users/get-user.ts'

interface Options extends LimitOptions {
  actor?: string
  action?: string
  type?: string
  object?: string
  from?: string
  to?: string
}

export function addListAudit(audit: Command): void {
  withLimit(audit.command('list'))
    .description('list what staff changed, newest first')
    .option('--actor <user>', 'only what this person did; e-mail address or id')
    .option('--action <action>', 'such as users.disable or orders.change-status')
    .option('--type <type>', 'only changes of such objects: user, order, catalogue, …')
    .option('--object <id>', 'only changes of this object')
    .addOption(new Option('--from <moment>', 'not before; a day begins at midnight here').argParser(parseMoment))
    .addOption(new Option('--to <moment>', 'before').argParser(parseMoment))
    .addHelpText(
      'after',
      `
Examples:
  desi audit list --action users.disable --actor suresh@example.com
  desi audit list --from 2026-03-09 --to 2026-03-10T12:00 --all --json | jq -r '.[].actor.email'`,
    )
    .action(listAudit)
}

/** In the time zone of the terminal, as everything is shown. */
function parseMoment(text: string): string {
  const moment = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00` : text)
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(moment.getTime()))
    throw new InvalidArgumentError('Write it like 2026-03-09 or 2026-03-09T16:05.')
  return moment.toISOString()
}

async function listAudit(options: Options, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const { action, type: objectType, object: objectId, from, to } = options
  const actor = options.actor && (await getUser(client, options.actor)).id
  const query = { actor, action, objectType, objectId, from, to, limit: pageSize(options) }
  const { items, more } = await take(
    paginate((cursor) => client.api.audit.list.query({ ...query, cursor })),
    options,
  )
  if (json) printJson(items)
  else if (items.length > 0) printTable(columns, items)
  else note('No changes match.')
  if (more) note('There are more: add --all, or a larger --limit.')
}

const columns: Column<AuditEntry>[] = [
  { head: 'When', value: (entry) => formatMoment(entry.createdAt) },
  { head: 'Who', value: (entry) => entry.actor.email, shrinksTo: 16 },
  { head: 'What', value: (entry) => entry.action },
  { head: 'Change', value: describeChange, shrinksTo: 24 },
  { head: 'Object', value: (entry) => entry.objectId },
]

const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null))

/** `status: pending → confirmed`, a line for all fields; programs read the JSON. */
function describeChange({ before, after }: AuditEntry): string {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  const one = (name: string): string =>
    before && name in before ? `${show(before[name])} → ${show(after?.[name])}` : show(after?.[name])
  return [...names].map((name) => `${name}: ${one(name)}`).join(', ')
}
