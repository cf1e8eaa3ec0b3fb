import { authRouter } from './accounts/auth.router.ts'
import { cartRouter } from './cart/cart.router.ts'
import { categoriesRouter } from './catalogue/categories.router.ts'
import { productsRouter } from './catalogue/products.router.ts'
import { ordersRouter } from './orders/orders.router.ts'
import { createCallerFactory, router } from './trpc.ts'

/** Everything that can be asked. A new feature adds its line here. */
export const routes = {
  auth: authRouter,
  products: productsRouter,
  categories: categoriesRouter,
  cart: cartRouter,
  orders: ordersRouter,
}

export const appRouter = router(routes)
export const createCaller = createCallerFactory(appRouter)
