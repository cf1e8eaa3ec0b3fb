import { type Actor, type User, isStaff } from '@desideliver/db'

/** Customers deal with the house, not with one of its people. */
export const nameFor = (actor: Actor, person: User): string =>
  isStaff(actor) || person.role === 'customer' ? person.contactPerson() : 'DesiDeliver'
