import type { EntityManager } from '@mikro-orm/postgresql'
import { DomainError, type FieldIssue } from '../errors.ts'
import { AuditEntry } from './audit-entry.entity.ts'

interface StaleEdit {
  object: { type: string; id: string }
  /** As people know it. */
  name: string
  /** The version that was edited, and that which is stored. */
  edited: number
  stored: number
  /** All that is stored, and which of it the edit names. */
  state: Record<string, unknown>
  fields: readonly string[]
}

/** An edit of something that has changed since it was read; the issues show the other change. */
class StaleVersionError extends DomainError {
  override readonly issues: readonly FieldIssue[]

  constructor(message: string, issues: readonly FieldIssue[]) {
    super('conflict', 'STALE_VERSION', message)
    this.issues = issues
  }
}

/** Looked through for the other change; older ones are of no help. */
const MOST_ENTRIES = 100

/** Reads from the audit who changed what since, and says so. */
export async function staleVersion(em: EntityManager, stale: StaleEdit): Promise<StaleVersionError> {
  const { object, name, edited, stored } = stale
  const recent = await em.find(
    AuditEntry,
    { objectType: object.type, objectId: object.id },
    { populate: ['actor'], orderBy: { id: 'desc' }, limit: MOST_ENTRIES },
  )
  const since = recent.filter((entry) => versionOf(entry) > edited).toReversed()
  const told = since.flatMap(tellEntry)
  const isWhole = new Set(since.map(versionOf)).size === stored - edited
  const issues = isWhole ? told : [...told, ...tellFields(stale)]
  const what = told.map(({ path, message }) => `${path}: ${message}`)
  const message =
    `${name} is at version ${stored}, and you edited version ${edited}. ` +
    `${what.length > 0 ? `Meanwhile: ${what.slice(0, 5).join('; ')}. ` : ''}Read it again, then repeat your change.`
  return new StaleVersionError(message, issues)
}

const versionOf = ({ after }: AuditEntry): number => Number(after?.version ?? 0)

function tellEntry({ before, after, actor, createdAt }: AuditEntry): FieldIssue[] {
  return Object.keys(before ?? {})
    .filter((path) => path !== 'version')
    .map((path) => ({
      path,
      message: `${show(before?.[path])} became ${show(after?.[path])} (${actor.contactPerson()}, ${createdAt.toISOString()})`,
    }))
}

/** Where a change came by an import, who and when are in the audit of that import. */
const tellFields = ({ state, fields }: StaleEdit): FieldIssue[] =>
  fields.map((path) => ({ path, message: `is now ${show(state[path])}` }))

const LONGEST_SHOWN = 200

function show(value: unknown): string {
  const text = JSON.stringify(value ?? null)
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text
}
