import { DomainError, SearchSynonym, forgetSynonyms, inTransaction, recordAudit } from '@desideliver/db'
import { LockMode } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import { type StaffContext, auditedBy } from '../audited-by.ts'

/** What the audit keeps. */
type State = Pick<SearchSynonym, 'kind' | 'terms' | 'note'>

interface Edited {
  synonym: SearchSynonym
  /** Null where there was none. */
  before: State | null
  /** Null where there is none any more. */
  after: State | null
}

interface Edit {
  action: 'create' | 'update' | 'remove'
  edit: (em: EntityManager) => Promise<Edited>
}

/** Every edit goes through here: the change, its audit, and search that knows of it; elsewhere within seconds. */
export async function changeSynonyms(ctx: StaffContext, { action, edit }: Edit): Promise<SearchSynonym> {
  const changed = await inTransaction(ctx.em, async (em) => {
    const { synonym, before, after } = await edit(em)
    recordAudit(em, {
      ...auditedBy(ctx),
      action: `synonyms.${action}`,
      object: { type: 'synonym', id: synonym.id },
      before: before && stateOf(before),
      after: after && stateOf(after),
    })
    return synonym
  })
  forgetSynonyms()
  return changed
}

export const stateOf = ({ kind, terms, note }: State): State => ({ kind, terms: [...terms], note })

/** @throws DomainError SYNONYM_NOT_FOUND */
export async function getSynonymForUpdate(em: EntityManager, id: string): Promise<SearchSynonym> {
  const synonym = await em.findOne(SearchSynonym, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  if (synonym) return synonym
  throw new DomainError('not_found', 'SYNONYM_NOT_FOUND', `There is no synonym ${id}: GET /synonyms lists them.`)
}
