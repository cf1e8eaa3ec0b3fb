import type { User } from '@desideliver/sdk'
import { formatMoment } from '../../format.ts'
import { color } from '../../output.ts'
import type { Column } from '../../table.ts'

export const roles = ['customer', 'staff', 'admin'] as const satisfies User['role'][]

/** What matters first of an account: whether it is shut, then whether its business is verified. */
export const stateOf = ({ role, disabledAt, verifiedBusinessAt }: User): string => {
  if (disabledAt) return 'disabled'
  if (role !== 'customer') return 'open'
  return verifiedBusinessAt ? 'verified' : 'unverified'
}

const paintState = (text: string, { disabledAt, role, verifiedBusinessAt }: User): string => {
  if (disabledAt) return color.red(text)
  return role === 'customer' && !verifiedBusinessAt ? color.yellow(text) : color.green(text)
}

export const nameOf = ({ firstName, lastName }: User): string => `${firstName} ${lastName}`

export const userColumns: Column<User>[] = [
  { head: 'E-mail', value: (user) => user.email },
  { head: 'Role', value: (user) => user.role },
  { head: 'State', value: stateOf, paint: paintState },
  { head: 'Name', value: nameOf, shrinksTo: 12 },
  { head: 'Business', value: (user) => user.businessName, shrinksTo: 12 },
  { head: 'Phone', value: (user) => user.phoneNumber },
  { head: 'Since', value: (user) => formatMoment(user.createdAt) },
]
