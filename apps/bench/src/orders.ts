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
    await using opened = new AsyncDisposableStack()
    let shop: Shop | undefined
    let recorded: Statement[] = []
    const recorder = await startRecorder(databaseUrl)
    opened.defer(() => recorder.close())
    await withServerOn(recorder.databaseUrl, {}, async (url) => {
      shop = opened.use(await openShop(url, databaseUrl, CUSTOMERS))
      recorded = await recordCheckout(url, shop, recorder)
      await countQueries(url, shop, recorder)
    })
    await withServerOn(databaseUrl, { CATALOGUE_CACHE_MB: '0' }, async (url, pid) => {
      if (!shop) throw new Error('The shop is not open')
      await raceCheckouts(url, shop, recorded)
      await orderRandomBaskets(url, shop)
      await exportDays(url, shop, pid)
    })
    if (shop) await killUnderLoad(databaseUrl, shop)
  })
