import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { prepared } from '../prepare-hot-statements.ts'
import { nextDayNumber } from '../take-day-number.ts'
import type { Order, OrderLine, OrderStatusChange } from './order.entity.ts'

/**
 * Gives what `createOrder` made the next number of the day, and stores it with its lines and the first entry of its
 * history. All in one statement: from the number to the commit every other placing waits.
 * @param day on which it is placed where the business is, `YYYY-MM-DD`
 */
export async function storeOrder(em: EntityManager, order: Order, day: string): Promise<void> {
  const { rows } = await sql<{ number: string }>`${prepared}
    with numbered as (${nextDayNumber('order', day)}),
    stored as (
      insert into orders (id, order_number, customer_id, status, delivery_address, delivery_instructions, notes,
        preferred_delivery_date, business_name, contact_person, phone_number, subtotal, currency, unpriced_lines,
        total_quantity, created_at, updated_at)
      values (${order.id}, (select number from numbered), ${order.customer.id}, ${order.status},
        ${order.deliveryAddress}, ${order.deliveryInstructions}, ${order.notes}, ${order.preferredDeliveryDate},
        ${order.businessName}, ${order.contactPerson}, ${order.phoneNumber}, ${order.subtotal}, ${order.currency},
        ${order.unpricedLines}, ${order.totalQuantity}, ${order.createdAt}, ${order.updatedAt})
    ),
    stored_lines as (
      insert into order_lines (id, order_id, product_id, position, item_code, name, unit, category, quantity, price,
        stock_taken)
      select id, order_id, product_id, position, item_code, name, unit, category, quantity, price, stock_taken
      from json_populate_recordset(null::order_lines, ${JSON.stringify(order.lines.map(lineRow))})
    ),
    stored_history as (
      insert into order_status_changes (id, order_id, from_status, to_status, note, changed_by_id, created_at)
      select id, order_id, from_status, to_status, note, changed_by_id, created_at
      from json_populate_recordset(null::order_status_changes, ${JSON.stringify(order.history.map(historyRow))})
    )
    select number from numbered
  `.execute(em.getKysely())
  const [row] = rows
  if (!row) throw new Error(`No number came back for ${day}`)
  order.orderNumber = row.number
}

const lineRow = (line: OrderLine) => ({
  id: line.id,
  order_id: line.order.id,
  product_id: line.product.id,
  position: line.position,
  item_code: line.itemCode,
  name: line.name,
  unit: line.unit,
  category: line.category,
  quantity: line.quantity,
  price: line.price,
  stock_taken: line.stockTaken,
})

const historyRow = (change: OrderStatusChange) => ({
  id: change.id,
  order_id: change.order.id,
  from_status: change.fromStatus,
  to_status: change.toStatus,
  note: change.note,
  changed_by_id: change.changedBy.id,
  created_at: change.createdAt,
})
