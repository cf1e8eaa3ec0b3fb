import type { EntityManager } from '@mikro-orm/postgresql'
import { createTestDatabase, givenCategory, givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { parse } from 'csv-parse/sync'
import { afterAll, expect, test } from 'vitest'
import { orderCsv } from './order-csv.ts'
import type { Order } from '../order.entity.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

type ProductDetails = Parameters<typeof givenProduct>[1]

async function givenOrderOf(em: EntityManager, ...products: ProductDetails[]): Promise<Order> {
  const lines = []
  for (const details of products) lines.push({ product: await givenProduct(em, details), quantity: lines.length + 2 })
  return givenOrder(em, await givenUser(em), lines)
}

test('an order is a sheet with its columns, its lines in their order, and a name that tells number and day', async () => {
  const em = database.orm.em.fork()
  const order = await givenOrderOf(
    em,
    { itemCode: '10002', name: 'BASMATI RICE, 4X10LB "ROYAL"', category: await givenCategory(em, 'Rice') },
    { itemCode: '10001', name: 'TOOR DAL', orderUnit: 'bag' },
  )
  const { fileName, content } = orderCsv(order, 'America/Chicago')
  expect(fileName).toBe(`DesiDeliver_Order_${order.orderNumber}_20260309.csv`)
  expect(fileName).toMatch(/^[\w.]+$/)
  expect(content.split('\r\n')).toEqual([
    'Item Code,Description,Quantity,Unit,Category',
    '10002,"BASMATI RICE, 4X10LB ""ROYAL""",2,case,Rice',
    '10001,TOOR DAL,3,bag,Grain Market',
    '',
  ])
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1+1', '=cmd|" /C calc"!A0'])(
  'a cell that begins like %j is text to a spreadsheet',
  async (text) => {
    const em = database.orm.em.fork()
    const category = await givenCategory(em, text)
    const order = await givenOrderOf(em, { itemCode: text, name: text, orderUnit: text, category })
    const rows: string[][] = parse(orderCsv(order, 'America/Chicago').content)
    expect(rows[1]).toEqual([`'${text}`, `'${text}`, '2', `'${text}`, `'${text}`])
  },
)
