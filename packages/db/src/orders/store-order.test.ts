import { createTestDatabase, givenProduct, givenUser } from '@desideliver/db/testing'
import { afterAll, expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { type DeliveryDetails, createOrder } from './create-order.ts'
import { getOrder } from './get-order.ts'
import { storeOrder } from './store-order.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

test('an order is stored as it was made, in one statement', async () => {
  const em = database.orm.em.fork()
  const customer = await givenUser(em)
  const priced = await givenProduct(em, { name: `O'HARA "DAL" \\ 5%`, price: '12.30' })
  const onRequest = await givenProduct(em, { price: null, stockQuantity: null })
  // Whoever adds a detail adds it here.
  const delivery: Required<DeliveryDetails> = {
    deliveryAddress: '2 Oak Lane, Plano, TX 75024',
    deliveryInstructions: 'Back door;\nring twice',
    notes: 'PO 4711',
    preferredDeliveryDate: '2026-03-12',
    businessName: `Meera's`,
    contactPerson: 'Ravi Shah',
    phoneNumber: '+12145550199',
  }
  const now = new Date('2026-03-09T16:00:00.123Z')
  const lines = [
    { product: priced, quantity: 3, stockTaken: true },
    { product: onRequest, quantity: 2, stockTaken: false },
  ]
  const order = createOrder(em, { id: newId(), customer, delivery, lines, now })

  database.queries.length = 0
  await storeOrder(em, order, '2026-03-09')
  await em.flush()
  expect(database.queries).toHaveLength(1)

  const stored = await getOrder(database.orm.em.fork(), order.id, customer)
  expect(stored).toMatchObject({
    ...delivery,
    orderNumber: 'DD20260309001',
    status: 'pending',
    actualDeliveryDate: null,
    subtotal: '36.90',
    currency: 'USD',
    unpricedLines: 1,
    totalQuantity: 5,
    version: 1,
    createdAt: now,
  })
  expect(stored.customer.id).toBe(customer.id)
  expect(stored.lines.getItems()).toMatchObject([
    {
      position: 1,
      itemCode: priced.itemCode,
      name: priced.name,
      unit: 'case',
      quantity: 3,
      price: '12.30',
      stockTaken: true,
    },
    { position: 2, itemCode: onRequest.itemCode, quantity: 2, price: null, stockTaken: false },
  ])
  expect(stored.lines.map(({ id, product, category }) => [id, product.id, category])).toEqual([
    [order.lines[0]?.id, priced.id, 'Grain Market'],
    [order.lines[1]?.id, onRequest.id, 'Grain Market'],
  ])
  expect(stored.history.getItems()).toMatchObject([
    { fromStatus: null, toStatus: 'pending', note: null, createdAt: now },
  ])
  expect(stored.history[0]?.changedBy.id).toBe(customer.id)
})
