import { M0001Initial } from './m0001-initial.ts'
import { M0002Accounts } from './m0002-accounts.ts'
import { M0003Search } from './m0003-search.ts'

/** Every migration, oldest first. One that has left `main` is never edited: write the next. */
export const migrations = [
  { name: 'M0001Initial', class: M0001Initial },
  { name: 'M0002Accounts', class: M0002Accounts },
  { name: 'M0003Search', class: M0003Search },
]
