import type { routes } from '@desideliver/api/routes'
import type {
  TRPCBuiltRouter,
  TRPCDecorateCreateRouterOptions,
  inferRouterInputs,
  inferRouterOutputs,
} from '@trpc/server'

/** What every error of the server carries. */
interface ErrorShape {
  message: string
  code: number
  data: { code: string; httpStatus: number; requestId: string; issues?: { path: string; message: string }[] }
}

/**
 * The procedures of the server, and nothing else of it: its context and database stay its own.
 */
export type AppRouter = TRPCBuiltRouter<
  { ctx: object; meta: object; errorShape: ErrorShape; transformer: true },
  TRPCDecorateCreateRouterOptions<typeof routes>
>

type Inputs = inferRouterInputs<AppRouter>
type Outputs = inferRouterOutputs<AppRouter>

/** What a subscription tells, without the envelope that carries its id. */
type Told<Output> =
  Output extends AsyncIterable<infer Envelope>
    ? Envelope extends { data: infer Data }
      ? Data
      : Envelope extends readonly [unknown, infer Data, ...unknown[]]
        ? Data
        : never
    : never

/** An account, as its owner sees it. */
export type User = Outputs['auth']['profile']
/** Fields of a registration. */
export type Registration = Inputs['auth']['register']
/** A product of the catalogue. `price` is decimal text per case, or null on request. */
export type Product = Outputs['products']['get']
/** What the product list takes. */
export type ProductQuery = NonNullable<Inputs['products']['list']>
/** A category on sale, with its number of products. */
export type Category = Outputs['categories']['list']['items'][number]
/** A category as staff see it: on sale or archived, with its version. */
export type StaffCategory = Outputs['categories']['get']
/** Fields of a new category. */
export type NewCategory = Inputs['categories']['create']
/** Fields of a new product. Brand and pack are read from its name where they are left out. */
export type NewProduct = Inputs['products']['create']
/** What changes of a product, and the `version` that was read: a stale one is refused with `STALE_VERSION`. */
export type ProductUpdate = Inputs['products']['update']
/** What staff say of a stock: what came or went, what was counted, or that nobody counts any more. */
export type StockStatement = Inputs['products']['adjustStock']
/** A line of the stock ledger. The deltas of a product add up to its stock. */
export type StockChange = Outputs['products']['listStockChanges']['items'][number]
/** A product in a list; of a search with the parts of its name that were met. */
export type ListedProduct = Outputs['products']['list']['items'][number]
/** Words that search takes for the same. */
export type Synonym = Outputs['synonyms']['list']['items'][number]
/** What an import did, or would do. */
export type ImportResult = Outputs['products']['import']
/**
 * A cart; each line tells whether it can be ordered and why not, and what has changed since it came in. Where `seenPrice`
 * is not the product's price any more, ordering is refused with `PRICE_CHANGED` until `expectedSubtotal` agrees on it.
 */
export type Cart = Outputs['cart']['get']
/** What became of a list: the cart, what came in, and what did not, with reasons and suggestions. */
export type AddManyAnswer = Outputs['cart']['addMany']
/** What of a former order came into the cart, and what did not and why. */
export type ReorderAnswer = Outputs['orders']['reorder']
/** A cart as staff find it in their list. */
export type CartHead = Outputs['carts']['list']['items'][number]
/** A cart with its lines and whose it is, as staff see it. */
export type CustomerCart = Outputs['carts']['get']
/** What an order would be: fields of the profile, totals, what stands in the way, and the days it could come. */
export type Checkout = Outputs['orders']['checkout']
/** An order with its lines and history. Money is decimal text, times are `Date`s. */
export type Order = Outputs['orders']['create']
/** An order with what was written to support about it, newest first. */
export type OrderWithTickets = Outputs['orders']['get']
/**
 * What the list of orders at the desk takes.
 * @example
 * const { items, total } = await client.api.orders.listAll.query({ sort: 'urgent', counts: true })
 */
export type StaffOrderQuery = Inputs['orders']['listAll']
/**
 * What was ordered in a range of days; customers read their own, staff all. Amounts are decimal text.
 * @example
 * const { amount, byDay, topProducts } = await client.api.orders.stats.query({ days: 90 })
 */
export type OrderStats = Outputs['orders']['stats']
/** An order in a list. */
export type OrderHead = Outputs['orders']['list']['items'][number]
/**
 * What `api.orders.watch` tells: a `change` of an order (placed, another status, other details), `ready` once all that
 * was missed is told, or `reset` where more was missed than is told one by one: read your lists anew.
 */
export type OrderEvent = Told<Outputs['orders']['watch']>
/** A ticket with its conversation and history. Times are `Date`s. */
export type Ticket = Outputs['tickets']['get']
/** A ticket in a list. */
export type TicketHead = Outputs['tickets']['list']['items'][number]
/** Fields of a new ticket. Customers say why its priority is high or urgent; staff name the customer who calls. */
export type NewTicket = Inputs['tickets']['create']
/** What the list of tickets takes. */
export type TicketQuery = NonNullable<Inputs['tickets']['list']>
/** What someone wrote about a ticket. */
export type TicketComment = Ticket['comments'][number]
/** A file of a ticket; `client.downloadAttachment` has its content. */
export type TicketAttachment = Ticket['attachments'][number]
/** What is to be put right of a line of an order, and what staff decided. */
export type TicketClaim = Ticket['claims'][number]
/** What staff write again and again, with placeholders such as `{{customerName}}`. */
export type CannedReply = Outputs['cannedReplies']['list']['items'][number]
/**
 * What `api.tickets.watch` tells: a `change` of a ticket, `ready` and `reset` as of orders. Customers hear nothing of
 * notes among staff and of who has the ticket.
 */
export type TicketEvent = Told<Outputs['tickets']['watch']>
/** How the support desk is doing. Means are in seconds. */
export type TicketStats = Outputs['tickets']['stats']
/**
 * What became of each order of a bulk change: `order` as it is now, or the `refusal` that left it alone.
 * @example
 * const { refused, results } = await client.api.orders.changeStatusOfMany.mutate({ orderIds, status: 'confirmed' })
 * for (const { orderId, refusal } of results) if (refusal) console.log(orderId, refusal.code, refusal.message)
 */
export type BulkStatusResult = Outputs['orders']['changeStatusOfMany']['results'][number]
/**
 * What staff say of lines that are not delivered as they were ordered; `lostQuantity` of the missing cases does not go
 * back to stock.
 * @example
 * const lines = [{ itemCode: 'DD-1001', deliveredQuantity: 3, lostQuantity: 1 }]
 * await client.api.orders.deliverShort.mutate({ id: order.id, lines, reason: 'One case fell', version: order.version })
 */
export type ShortDelivery = Inputs['orders']['deliverShort']
/** The state of an order. */
export type OrderStatus = Order['status']
/** Which of your orders a summary has: in one state, placed on certain days. */
export type OrderSummaryFilter = Omit<Inputs['orders']['exportSummary'], 'cursor'>
/** A file of orders that is written in the background; `rowsDone` of `rowsTotal` lines are written. */
export type Export = Outputs['exports']['get']
/** What is to be exported: an order (`orderId`), a day (`date`), or days (`from`, `to`). */
export type ExportRequest = Inputs['exports']['request']
/** One change that staff made: who, what, when, and the fields before and after. */
export type AuditEntry = Outputs['audit']['list']['items'][number]
/** Something that is done in the background, such as a mail: what became of it, and what went wrong. */
export type Job = Outputs['jobs']['get']
/** How one kind of job is getting on. */
export type JobQueue = Outputs['jobs']['queues']['items'][number]
