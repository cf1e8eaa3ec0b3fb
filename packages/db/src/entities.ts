import { AccountToken } from './accounts/account-token.entity.ts'
import { ApiKey } from './accounts/api-key.entity.ts'
import { RecoveryCode } from './accounts/recovery-code.entity.ts'
import { Session } from './accounts/session.entity.ts'
import { User } from './accounts/user.entity.ts'
import { AuditEntry } from './audit/audit-entry.entity.ts'
import { Cart, CartLine } from './cart/cart.entity.ts'
import { Category } from './catalogue/category.entity.ts'
import { Product } from './catalogue/product.entity.ts'
import { SearchSynonym } from './catalogue/search/search-synonym.entity.ts'
import { SearchWord } from './catalogue/search/search-word.entity.ts'
import { StockChange } from './catalogue/stock-change.entity.ts'
import { DayNumber } from './day-number.entity.ts'
import { Export, ExportPart } from './exports/export.entity.ts'
import { IdempotencyKey } from './idempotency-key.entity.ts'
import { LiveChange } from './live/live-change.entity.ts'
import { Order, OrderLine, OrderStatusChange } from './orders/order.entity.ts'
import { RateLimit } from './rate-limit.entity.ts'
import { SentMail } from './sent-mail.entity.ts'
import { TicketAttachment } from './tickets/attachments/ticket-attachment.entity.ts'
import { CannedReply } from './tickets/canned-replies/canned-reply.entity.ts'
import { TicketClaim } from './tickets/claims/ticket-claim.entity.ts'
import { Ticket, TicketChange, TicketComment } from './tickets/ticket.entity.ts'

/** Every entity the database knows. A new one is added here and to a migration. */
export const entities = [
  User,
  Session,
  AccountToken,
  RecoveryCode,
  ApiKey,
  AuditEntry,
  Category,
  Product,
  StockChange,
  SearchWord,
  SearchSynonym,
  Cart,
  CartLine,
  Order,
  OrderLine,
  OrderStatusChange,
  Export,
  ExportPart,
  DayNumber,
  IdempotencyKey,
  SentMail,
  RateLimit,
  LiveChange,
  Ticket,
  TicketComment,
  TicketChange,
  TicketAttachment,
  TicketClaim,
  CannedReply,
]
