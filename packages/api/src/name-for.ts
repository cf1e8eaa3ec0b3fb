import { type Actor, type User, isStaff } from '@desideliver/db'

/**
 * What `actor` reads of who did something: customers deal with the house, not with one of its people, also where one of
 * them is staff no more. What a customer may see was done by itself or by the house.
 */
export const nameFor = (actor: Actor, person: User): string =>
  isStaff(actor) || person.id === actor.id ? person.contactPerson() : 'DesiDeliver'
