import type { EntityManager } from '@mikro-orm/postgresql'
import type { RawBuilder } from 'kysely'
import { Ticket } from './ticket.entity.ts'

/**
 * Reads the tickets of a page in one statement and one more for each kind of thing that is shown with them.
 * @param ids selects those of the page and one more
 */
export async function readTicketPage(
  em: EntityManager,
  ids: RawBuilder<{ id: string }>,
  limit: number,
): Promise<{ items: Ticket[]; hasMore: boolean }> {
  const { rows } = await ids.execute(em.getKysely())
  const shown = rows.slice(0, limit).map(({ id }) => id)
  const found = await em.find(
    Ticket,
    { id: { $in: shown } },
    { populate: ['customer', 'order', 'assignee'], strategy: 'select-in' },
  )
  const byId = new Map(found.map((ticket) => [ticket.id, ticket]))
  return { items: shown.flatMap((id) => byId.get(id) ?? []), hasMore: rows.length > limit }
}
