import { countQueries } from './orders/count-queries.ts'
import { exportDays } from './orders/export-days.ts'
import { killUnderLoad } from './orders/kill-server.ts'
import { raceCheckouts, recordCheckout } from './orders/race-checkouts.ts'
import { orderRandomBaskets } from './orders/random-baskets.ts'
import { type Statement, startRecorder } from './orders/record-statements.ts'
import { type Shop, openShop } from './orders/shop.ts'
import { withDatabase, withServerOn } from './start-server.ts'

/** So many checkouts has a round of the race, each with a cart of its own. */
const CUSTOMERS = 200

/**
 * `pnpm bench orders`: what an order costs from cart to CSV, on a durable database, over HTTP; and whether it is still
 * there when the server is not.
 */
export const benchOrders = (): Promise<void> =>
  withDatabase(async (databaseUrl) => {
    const recorder = await startRecorder(databaseUrl)
    let shop: Shop | undefined
    try {
      let recorded: Statement[] = []
      await withServerOn(recorder.databaseUrl, {}, async (url) => {
        shop = await openShop(url, databaseUrl, CUSTOMERS)
        recorded = await recordCheckout(url, shop, recorder)
        await countQueries(url, shop, recorder)
      })
      if (shop) await measure(databaseUrl, shop, recorded)
    } finally {
      recorder.close()
      await shop?.database.end()
    }
  })

async function measure(databaseUrl: string, shop: Shop, recorded: readonly Statement[]): Promise<void> {
  await withServerOn(databaseUrl, {}, async (url) => {
    await raceCheckouts(url, shop, recorded)
    await orderRandomBaskets(url, shop)
  })
  await killUnderLoad(databaseUrl, shop)
  await withServerOn(databaseUrl, { CATALOGUE_CACHE_MB: '0' }, (url, pid) => exportDays(url, shop, pid))
}
