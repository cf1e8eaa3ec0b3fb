export { type ClientOptions, type Credentials, type DesiDeliverClient, createClient } from './client.ts'
export type { CsvDownload } from './download-csv.ts'
export { ApiError, type FieldIssue, isApiError } from './errors.ts'
export type { ImportOptions } from './import-products.ts'
export type { OrderFiles } from './order-files.ts'
export { type Page, paginate } from './paginate.ts'
export type {
  AddManyAnswer,
  AppRouter,
  AuditEntry,
  BulkStatusResult,
  Cart,
  CartHead,
  Category,
  Checkout,
  CustomerCart,
  Export,
  ExportRequest,
  ImportResult,
  Job,
  JobQueue,
  ListedProduct,
  NewCategory,
  NewProduct,
  NewTicket,
  Order,
  OrderEvent,
  OrderHead,
  OrderStatus,
  OrderSummaryFilter,
  Product,
  ProductQuery,
  ProductUpdate,
  Registration,
  ReorderAnswer,
  ShortDelivery,
  StaffCategory,
  StockChange,
  StockStatement,
  Synonym,
  Ticket,
  TicketComment,
  TicketEvent,
  TicketHead,
  TicketQuery,
  TicketStats,
  User,
} from './router.ts'
export { type TokenStorage, memoryTokenStorage } from './token-storage.ts'
