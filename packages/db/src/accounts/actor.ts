import type { Role } from './user.entity.ts'

/** Who does something: what a rule needs to know of a signed-in user. */
export interface Actor {
  id: string
  role: Role
}

/** Staff and admins both do staff's work. */
export const isStaff = (actor: Actor): boolean => actor.role !== 'customer'
