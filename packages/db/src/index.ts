export { type Actor, isStaff } from './accounts/actor.ts'
export { Session } from './accounts/session.entity.ts'
export { type BusinessType, type Role, User, businessTypes, roles } from './accounts/user.entity.ts'
export { businessDay } from './business-day.ts'
export { Cart, CartLine } from './cart/cart.entity.ts'
export { MAX_CART_LINES, cartEmpty, cartFull, cartLineNotFound, quantityTooLarge } from './cart/cart.errors.ts'
export { getCart, getCartForUpdate } from './cart/get-cart.ts'
export { Category } from './catalogue/category.entity.ts'
export { type ImportResult, importCatalogue } from './catalogue/import-catalogue.ts'
export { type OrderObstacle, findOrderObstacle, obstacleError } from './catalogue/order-obstacle.ts'
export { type PackUnit, packUnits } from './catalogue/parse-pack.ts'
export {
  type Availability,
  LOW_STOCK_CASES,
  MAX_QUANTITY,
  Product,
  availabilities,
  availabilityOf,
} from './catalogue/product.entity.ts'
export { productNotFound } from './catalogue/product.errors.ts'
export { takeStock } from './catalogue/take-stock.ts'
export { DomainError, type ErrorKind, type FieldIssue, InvalidInputError } from './errors.ts'
export { idempotent } from './idempotent.ts'
export { newId } from './ids.ts'
export { sumLines } from './money.ts'
export { type DeliveryDetails, createOrder } from './orders/create-order.ts'
export { getOrder, getOrderForUpdate } from './orders/get-order.ts'
export { type OrderStatus, orderStatuses } from './orders/order-status.ts'
export { Order, OrderLine, OrderStatusChange } from './orders/order.entity.ts'
export { type CsvFile, orderCsv } from './orders/order-csv.ts'
export { restock } from './orders/restock.ts'
export { openDatabase } from './orm.ts'
export { SentMail } from './sent-mail.entity.ts'
export { takeOrderNumber } from './take-day-number.ts'
export { inTransaction } from './transaction.ts'
