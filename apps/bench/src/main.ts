import { benchAccounts } from './accounts.ts'
import { benchCatalogue } from './catalogue.ts'
import { benchCheckout } from './checkout.ts'
import { benchJobs } from './jobs.ts'
import { benchNames } from './names.ts'
import { benchOrders } from './orders.ts'
import { benchSearch } from './search.ts'

/** Every benchmark, by the name it is called with: `pnpm bench checkout`. */
const benches: Record<string, () => Promise<void>> = {
  accounts: benchAccounts,
  catalogue: benchCatalogue,
  checkout: benchCheckout,
  jobs: benchJobs,
  names: benchNames,
  orders: benchOrders,
  search: benchSearch,
}

const bench = benches[process.argv[2] ?? '']
if (bench) await bench()
else {
  console.error(`Say which: pnpm bench ${Object.keys(benches).join(' | ')}`)
  process.exitCode = 2
}
