import { M0001Initial } from './m0001-initial.ts'
import { M0002Accounts } from './m0002-accounts.ts'
import { M0003Search } from './m0003-search.ts'
import { M0004StockLedger } from './m0004-stock-ledger.ts'
import { M0005CatalogueLists } from './m0005-catalogue-lists.ts'
import { M0006CatalogueChanges } from './m0006-catalogue-changes.ts'
import { M0007Import } from './m0007-import.ts'
import { M0011Cleaning } from './m0011-cleaning.ts'
import { M0012LiveChanges } from './m0012-live-changes.ts'
import { M0015StatusChangesByTime } from './m0015-status-changes-by-time.ts'
import { M0016CartsAndCheckout } from './m0016-carts-and-checkout.ts'
import { M0017OrderDesk } from './m0017-order-desk.ts'
import { M0018OrdersByTime } from './m0018-orders-by-time.ts'
import { M0019Tickets } from './m0019-tickets.ts'
import { M0020TicketTargets } from './m0020-ticket-targets.ts'
import { M0021Exports } from './m0021-exports.ts'
import { M0022WordBeginnings } from './m0022-word-beginnings.ts'
import { M0024TicketAttachments } from './m0024-ticket-attachments.ts'
import { M0025ClaimsAndReplies } from './m0025-claims-and-replies.ts'
import { M0026SearchAfterImport } from './m0026-search-after-import.ts'
import { M0027NarrowestFirst } from './m0027-narrowest-first.ts'

/** Every migration, oldest first. One that has left `main` is never edited: write the next. */
export const migrations = [
  { name: 'M0001Initial', class: M0001Initial },
  { name: 'M0002Accounts', class: M0002Accounts },
  { name: 'M0003Search', class: M0003Search },
  { name: 'M0004StockLedger', class: M0004StockLedger },
  { name: 'M0005CatalogueLists', class: M0005CatalogueLists },
  { name: 'M0006CatalogueChanges', class: M0006CatalogueChanges },
  { name: 'M0007Import', class: M0007Import },
  { name: 'M0011Cleaning', class: M0011Cleaning },
  { name: 'M0012LiveChanges', class: M0012LiveChanges },
  { name: 'M0015StatusChangesByTime', class: M0015StatusChangesByTime },
  { name: 'M0016CartsAndCheckout', class: M0016CartsAndCheckout },
  { name: 'M0017OrderDesk', class: M0017OrderDesk },
  { name: 'M0018OrdersByTime', class: M0018OrdersByTime },
  { name: 'M0019Tickets', class: M0019Tickets },
  { name: 'M0020TicketTargets', class: M0020TicketTargets },
  { name: 'M0021Exports', class: M0021Exports },
  { name: 'M0022WordBeginnings', class: M0022WordBeginnings },
  { name: 'M0024TicketAttachments', class: M0024TicketAttachments },
  { name: 'M0025ClaimsAndReplies', class: M0025ClaimsAndReplies },
  { name: 'M0026SearchAfterImport', class: M0026SearchAfterImport },
  { name: 'M0027NarrowestFirst', class: M0027NarrowestFirst },
]
