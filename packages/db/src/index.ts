export { type Actor, isStaff } from './accounts/actor.ts'
export { type AccountToken, type AccountTokenPurpose, accountTokenPurposes } from './accounts/account-token.entity.ts'
export {
  admitLinkToken,
  askAccountLink,
  askPasswordReset,
  dropAccountTokens,
  findAskedLink,
  getAccountToken,
  newLinkToken,
  takeAccountToken,
} from './accounts/account-tokens.ts'
export {
  emailAlreadyVerified,
  emailTaken,
  linkInvalid,
  rightsLost,
  sameEmail,
  sessionNotFound,
  userNotFound,
  wrongCredentials,
  wrongPassword,
} from './accounts/account.errors.ts'
export { ApiKey, type Scope, scopes } from './accounts/api-key.entity.ts'
export { apiKeyNotFound, keyForStaff } from './accounts/api-key.errors.ts'
export { type NewStaff, createStaff, unusablePasswordHash } from './accounts/create-staff.ts'
export { findPasswordHash } from './accounts/find-password-hash.ts'
export { getUser, getUserForUpdate } from './accounts/get-user.ts'
export { house } from './accounts/house.ts'
export { RecoveryCode } from './accounts/recovery-code.entity.ts'
export {
  totpAlreadyEnabled,
  totpNotEnabled,
  totpNotEnrolled,
  totpRequired,
  wrongCode,
} from './accounts/second-factor.errors.ts'
export { revokeApiKeys } from './accounts/revoke-api-keys.ts'
export { Session } from './accounts/session.entity.ts'
export {
  type AccountChange,
  type BusinessType,
  type Profile,
  type Role,
  User,
  businessTypes,
  roles,
} from './accounts/user.entity.ts'
export { AuditEntry } from './audit/audit-entry.entity.ts'
export { type AuditedChange, recordAudit } from './audit/record-audit.ts'
export { staleVersion } from './audit/stale-version.ts'
export { addDays, businessDay } from './business-day.ts'
export {
  type BusinessCalendar,
  type BusinessWeek,
  addBusinessMinutes,
  businessMinutesBetween,
} from './calendar/business-hours.ts'
export { parseBusinessWeek } from './calendar/parse-business-week.ts'
export {
  type DeliveryCalendar,
  lastDeliveryDay,
  nextDeliveryDates,
  requireDeliveryDate,
  weekdays,
} from './calendar/delivery-calendar.ts'
export { type RejectedLine, addListedLines } from './cart/add-listed-lines.ts'
export { addToCart } from './cart/add-to-cart.ts'
export { Cart, CartLine } from './cart/cart.entity.ts'
export { MAX_CART_LINES, cartEmpty, cartLineNotFound } from './cart/cart.errors.ts'
export { getCart, getCartById, getCartForUpdate } from './cart/get-cart.ts'
export { type ListedCart, listCarts } from './cart/list-carts.ts'
export { readPastedLines } from './cart/read-pasted-lines.ts'
export { changedFields, findChanges } from './cart/seen-product.ts'
export { takeCartLines } from './cart/take-cart-lines.ts'
export { Category } from './catalogue/category.entity.ts'
export { categoryInUse, categoryNotFound, movesNowhere, slugTaken } from './catalogue/category.errors.ts'
export { MAX_STOCK, type StockStatement, changeStock, setStock } from './catalogue/change-stock.ts'
export { findBrand } from './catalogue/find-brand.ts'
export { type CategoryRef, getCategoryForUpdate, getOpenCategory } from './catalogue/get-category.ts'
export { getProductForUpdate } from './catalogue/get-product-for-update.ts'
export { exportProducts } from './catalogue/import/export-products.ts'
export { importReportCsv } from './catalogue/import/import-report-csv.ts'
export { importCatalogue } from './catalogue/import/import-catalogue.ts'
export { settleCatalogue } from './catalogue/import/settle-catalogue.ts'
export { MAX_ROWS } from './catalogue/import/read-catalogue.ts'
export { MOST_LISTED } from './catalogue/import/report-import.ts'
export { moveProducts } from './catalogue/move-products.ts'
export { countProducts } from './catalogue/list/count-products.ts'
export { type ListedProduct, type ProductListing, listProducts } from './catalogue/list/list-products.ts'
export { type ProductFilter } from './catalogue/list/product-condition.ts'
export { type ProductSort, productOrders, productSorts } from './catalogue/list/product-orders.ts'
export { isRankPosition } from './catalogue/list/rank-position.ts'
export { type ProductView, readProducts } from './catalogue/list/read-products.ts'
export { suggestInstead } from './catalogue/list/suggest-instead.ts'
export { suggestProducts } from './catalogue/list/suggest-products.ts'
export { type OrderObstacle, findOrderObstacle, obstacleError } from './catalogue/order-obstacle.ts'
export { type Pack, packUnits, parsePack } from './catalogue/parse-pack.ts'
export { pricePerUnit, pricedUnits } from './catalogue/price-per-unit.ts'
export {
  type Availability,
  LOW_STOCK_CASES,
  MAX_QUANTITY,
  Product,
  availabilities,
  availabilityOf,
} from './catalogue/product.entity.ts'
export { itemCodeTaken, productNotFound } from './catalogue/product.errors.ts'
export { learnWords } from './catalogue/search/learn-words.ts'
export { SearchSynonym, synonymKinds } from './catalogue/search/search-synonym.entity.ts'
export { forgetSynonyms } from './catalogue/search/load-synonyms.ts'
export { learnSynonymWords, readTerms } from './catalogue/search/write-synonym.ts'
export { loadSynonymFile } from './catalogue/search/load-synonym-file.ts'
export { slugify } from './catalogue/slugify.ts'
export { StockChange, stockChangeKinds } from './catalogue/stock-change.entity.ts'
export { takeStock } from './catalogue/take-stock.ts'
export { deleteExpired } from './cleaning/delete-expired.ts'
export { CATALOGUE_CHANNEL, type ChangeFeed, openChangeFeed } from './changes/change-feed.ts'
export { DomainError, type ErrorKind, type FieldIssue, InvalidInputError } from './errors.ts'
export { Export, exportKinds, exportStatuses } from './exports/export.entity.ts'
export { exportGivenUp, exportNotFound } from './exports/export.errors.ts'
export {
  type ExportRun,
  addPart,
  announceRows,
  beginExport,
  failExport,
  finishExport,
  postponeExport,
} from './exports/export-run.ts'
export { EXPORTS_KEPT_DAYS } from './exports/exports-kept.ts'
export { getExport } from './exports/get-export.ts'
export { openExportSource } from './exports/open-export-source.ts'
export { readExportPart } from './exports/read-export-part.ts'
export { refuseTooManyExports } from './exports/refuse-too-many-exports.ts'
export { type IdempotentRequest, idempotent } from './idempotent.ts'
export { newId } from './ids.ts'
export { LIVE_CHANNEL } from './live/live-change.entity.ts'
export { LIVE_CHANGES_KEPT_DAYS, type LiveEvent, type LiveView, readLiveChanges } from './live/read-live-changes.ts'
export { sumLines } from './money.ts'
export { agreeOnPrices, priceIssues } from './orders/agree-on-prices.ts'
export { type DeliveryDetails, createOrder, deliveryOf } from './orders/create-order.ts'
export { type CsvFile, orderCsv, orderFileName } from './orders/csv/order-csv.ts'
export {
  type LinePosition,
  type OrderDays,
  type OrderLinesPage,
  orderLinesFileName,
  readOrderLines,
} from './orders/csv/order-lines-csv.ts'
export { readOrderSummary } from './orders/csv/order-summary-csv.ts'
export { storeOrder } from './orders/store-order.ts'
export { deliverShort } from './orders/deliver-short.ts'
export { getOrder, getOrderForUpdate, getOrderHead } from './orders/get-order.ts'
export { type OrderCounts, countOrders } from './orders/list/count-orders.ts'
export { type OrderSort, isOrderPosition, listOrders, orderSorts } from './orders/list/list-orders.ts'
export { type OrderFilter } from './orders/list/order-condition.ts'
export { readOrderStats } from './orders/read-order-stats.ts'
export { businessNotVerified } from './orders/order.errors.ts'
export { type OrderStatus, orderStatuses } from './orders/order-status.ts'
export { Order, OrderLine, OrderStatusChange } from './orders/order.entity.ts'
export { type DaySummary, readDaySummary } from './orders/read-day-summary.ts'
export { restock } from './orders/restock.ts'
export { openDatabase } from './orm.ts'
export { toPrepared } from './prepare-hot-statements.ts'
export { containing, searchWords } from './search-words.ts'
export { SentMail } from './sent-mail.entity.ts'
export { takeTicketNumber } from './take-day-number.ts'
export { type NewTicket, createTicket, getTicketOrder, requireJustification } from './tickets/create-ticket.ts'
export { attachFile, checkFile } from './tickets/attachments/attach-file.ts'
export { fileTooLarge } from './tickets/attachments/attachment.errors.ts'
export { MAX_ATTACHMENTS, MAX_ATTACHMENT_BYTES, attachmentTypes } from './tickets/attachments/attachment-types.ts'
export { findAttachments, getAttachment, getRemovableAttachment } from './tickets/attachments/get-attachment.ts'
export { TicketAttachment } from './tickets/attachments/ticket-attachment.entity.ts'
export { CannedReply } from './tickets/canned-replies/canned-reply.entity.ts'
export { titleTaken } from './tickets/canned-replies/canned-reply.errors.ts'
export { checkPlaceholders, fillReply, placeholders } from './tickets/canned-replies/fill-reply.ts'
export { getCannedReply, getCannedReplyForUpdate } from './tickets/canned-replies/get-canned-reply.ts'
export { checkClaims, createClaims } from './tickets/claims/claim-lines.ts'
export { claimDecisions, claimReasons, claimRemedies, claimStatuses } from './tickets/claims/claim-words.ts'
export { findClaims, getClaim, requireClaimsDecided, tellClaim } from './tickets/claims/find-claims.ts'
export { TicketClaim } from './tickets/claims/ticket-claim.entity.ts'
export { type TicketCounts, countTickets } from './tickets/count-tickets.ts'
export { countComments, getAssigneeForTicket, getTicket, getTicketForUpdate } from './tickets/get-ticket.ts'
export { listTickets } from './tickets/list-tickets.ts'
export { listOrderTickets } from './tickets/list-order-tickets.ts'
export { listDueTickets } from './tickets/list-due-tickets.ts'
export { type SupportDesk, dueMoments, parseSupportTargets } from './tickets/ticket-targets.ts'
export { MAX_COMMENTS, customerToName, notesAreForStaff, tooManyComments } from './tickets/ticket.errors.ts'
export { type TicketAct, Ticket, TicketChange, TicketComment } from './tickets/ticket.entity.ts'
export {
  type TicketPriority,
  ticketCategories,
  ticketFields,
  ticketPriorities,
  ticketStatuses,
  type TicketCategory,
  type TicketStatus,
} from './tickets/ticket-words.ts'
export { inTransaction } from './transaction.ts'
