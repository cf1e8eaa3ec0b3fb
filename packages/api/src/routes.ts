import { authRouter } from './accounts/auth.router.ts'
import { apiKeysRouter } from './api-keys/api-keys.router.ts'
import { auditRouter } from './audit/audit.router.ts'
import { cartRouter } from './cart/cart.router.ts'
import { cartsRouter } from './cart/carts.router.ts'
import { categoriesRouter } from './catalogue/categories.router.ts'
import { productsRouter } from './catalogue/products.router.ts'
import { exportsRouter } from './exports/exports.router.ts'
import { jobsRouter } from './jobs/jobs.router.ts'
import { ordersRouter } from './orders/orders.router.ts'
import { synonymsRouter } from './synonyms/synonyms.router.ts'
import { cannedRepliesRouter } from './tickets/canned-replies/canned-replies.router.ts'
import { ticketsRouter } from './tickets/tickets.router.ts'
import { usersRouter } from './users/users.router.ts'

/** Everything that can be asked. A new feature adds its line here. Plain records: the SDK takes its types from them. */
export const routes = {
  auth: authRouter,
  apiKeys: apiKeysRouter,
  products: productsRouter,
  categories: categoriesRouter,
  synonyms: synonymsRouter,
  cart: cartRouter,
  carts: cartsRouter,
  orders: ordersRouter,
  exports: exportsRouter,
  tickets: ticketsRouter,
  cannedReplies: cannedRepliesRouter,
  users: usersRouter,
  audit: auditRouter,
  jobs: jobsRouter,
}
