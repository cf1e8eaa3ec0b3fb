import { routes } from './routes.ts'
import { createCallerFactory, router } from './trpc.ts'

export const appRouter = router(routes)

/** Calls procedures from inside the process, as REST does; input and access are checked all the same. */
export const createCaller = createCallerFactory(appRouter)
