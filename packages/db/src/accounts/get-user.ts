import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { rightsLost, userNotFound } from './account.errors.ts'
import type { Actor } from './actor.ts'
import { User } from './user.entity.ts'

/** @throws DomainError USER_NOT_FOUND */
export async function getUser(em: EntityManager, id: string): Promise<User> {
  const user = await em.findOne(User, { id })
  if (!user) throw userNotFound(id)
  return user
}

/**
 * A user whose rights are about to change, locked until the transaction ends together with all admins:
 * two admins who shut each other out take turns, and the second finds that it would be the last.
 * @throws DomainError USER_NOT_FOUND; FORBIDDEN where the actor lost its own rights while it waited
 */
export async function getUserForUpdate(
  em: EntityManager,
  id: string,
  actor: Actor,
): Promise<{ user: User; isLastAdmin: boolean }> {
  // In order of id, so that no two wait for each other; and no key, so that what belongs to them can still be stored.
  const { rows } = await sql<{ id: string }>`
    select id from users where id in (${id}, ${actor.id}) or (role = 'admin' and disabled_at is null)
    order by id for no key update
  `.execute(em.getKysely())
  const locked = await em.find(User, { id: { $in: rows.map((row) => row.id) } })
  const user = locked.find((one) => one.id === id.toLowerCase())
  if (!user) throw userNotFound(id)
  const admins = locked.filter((one) => one.role === 'admin' && !one.disabledAt)
  const isLastAdmin = admins.length === 1 && admins[0] === user
  const by = locked.find((one) => one.id === actor.id)
  // For the last admin there is a better answer, which its own rules give.
  if (!isLastAdmin && (by?.role !== actor.role || by.disabledAt)) throw rightsLost()
  return { user, isLastAdmin }
}
