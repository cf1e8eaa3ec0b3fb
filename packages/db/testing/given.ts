import type { EntityManager, RequiredEntityData } from '@mikro-orm/postgresql'
import { User } from '../src/accounts/user.entity.ts'
import { Cart, CartLine } from '../src/cart/cart.entity.ts'
import { seenOf } from '../src/cart/seen-product.ts'
import { Category } from '../src/catalogue/category.entity.ts'
import { Product } from '../src/catalogue/product.entity.ts'
import { newId } from '../src/ids.ts'
import type { OrderedProduct } from '../src/catalogue/take-stock.ts'
import { createOrder } from '../src/orders/create-order.ts'
import { getOrder } from '../src/orders/get-order.ts'
import type { Order } from '../src/orders/order.entity.ts'
import { storeOrder } from '../src/orders/store-order.ts'
import { takeTicketNumber } from '../src/take-day-number.ts'
import { type NewTicket, createTicket } from '../src/tickets/create-ticket.ts'
import type { Ticket } from '../src/tickets/ticket.entity.ts'

/** Something no other test row has. */
const unique = (): string => newId().slice(-12)

/** A customer unless told otherwise. Its password hash opens nothing. */
export async function givenUser(em: EntityManager, details: Partial<RequiredEntityData<User>> = {}): Promise<User> {
  const user = em.create(User, {
    email: `${unique()}@example.com`,
    passwordHash: 'none',
    firstName: 'Meera',
    lastName: 'Shah',
    businessName: 'Meera Foods',
    businessType: 'store' as const,
    phoneNumber: '+12145550100',
    addressLine1: '1 Elm Street',
    addressLine2: null,
    city: 'Plano',
    state: 'TX',
    zipCode: '75024',
    taxId: null,
    businessLicense: null,
    verifiedBusinessAt: null,
    emailVerifiedAt: null,
    disabledAt: null,
    totpSecret: null,
    totpEnabledAt: null,
    totpLastStep: null,
    ...details,
  })
  await em.flush()
  return user
}

export async function givenCategory(em: EntityManager, name = 'Grain Market'): Promise<Category> {
  const category = em.create(Category, { name, slug: `${name.toLowerCase().replaceAll(' ', '-')}-${unique()}` })
  await em.flush()
  return category
}

/** A product with a price and 100 cases in stock unless told otherwise. */
export async function givenProduct(
  em: EntityManager,
  details: Partial<RequiredEntityData<Product>> = {},
): Promise<Product> {
  const product = em.create(Product, {
    itemCode: unique(),
    name: 'TOOR DAL 10X4LB',
    category: await givenCategory(em),
    brand: null,
    origin: null,
    unitsPerCase: 10,
    unitSize: '4',
    unit: 'lb' as const,
    price: '42.50',
    stockQuantity: 100,
    ...details,
  })
  await em.flush()
  return product
}

/** What a cart or an order holds. */
interface GivenLine<Of = Product> {
  product: Of
  quantity: number
}

/** A customer's cart with these lines. */
export async function givenCart(em: EntityManager, customer: User, lines: GivenLine[]): Promise<Cart> {
  const cart = em.create(Cart, { customer })
  for (const line of lines) em.create(CartLine, { cart, seen: seenOf(line.product), ...line })
  await em.flush()
  return cart
}

const picked = (line: GivenLine<OrderedProduct>) => ({ ...line, stockTaken: line.product.stockQuantity !== null })

/** A pending order; its stock counts as taken, but nothing is subtracted. */
export async function givenOrder(
  em: EntityManager,
  customer: User,
  lines: GivenLine<OrderedProduct>[],
): Promise<Order> {
  const now = new Date('2026-03-09T16:00:00Z')
  const order = createOrder(em, { id: newId(), customer, delivery: {}, lines: lines.map(picked), now })
  await storeOrder(em, order, '2026-03-09')
  return getOrder(em, order.id, customer)
}

/** An open ticket of a customer's, opened on 9 March 2026. */
export async function givenTicket(
  em: EntityManager,
  customer: User,
  details: Partial<NewTicket> = {},
): Promise<Ticket> {
  const ticket = createTicket(em, {
    id: newId(),
    ticketNumber: await takeTicketNumber(em, '2026-03-09'),
    customer,
    openedBy: customer,
    order: null,
    subject: 'Two cases are missing',
    description: 'Two cases of toor dal were not on the truck this morning.',
    category: 'order_issue',
    priority: 'medium',
    justification: null,
    due: {
      firstAnswerDueAt: new Date('2026-03-10T15:00:00Z'),
      resolutionDueAt: new Date('2026-03-13T23:00:00Z'),
    },
    now: new Date('2026-03-09T16:00:00Z'),
    ...details,
  })
  await em.flush()
  return ticket
}
