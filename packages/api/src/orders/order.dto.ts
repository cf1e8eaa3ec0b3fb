import { type Actor, type Order, type OrderLine, isStaff, orderStatuses } from '@desideliver/db'
import { z } from 'zod'
import { day, decimal, moment } from '../fields.ts'
import { nameFor } from '../name-for.ts'

const OrderLineDto = z
  .strictObject({
    itemCode: z.string(),
    name: z.string(),
    unit: z.string(),
    category: z.string(),
    quantity: z.int(),
    price: decimal.nullable(),
    // Stored answers of older versions lack what has a default.
    deliveredQuantity: z.int().nullable().default(null).meta({
      description: 'Cases delivered; before, only where less than `quantity` can be. `null` = as ordered, so far',
    }),
    shortReason: z.string().nullable().default(null).meta({ description: 'Why less than ordered is delivered' }),
    lostQuantity: z.int().nullable().default(null).meta({
      description: 'Of the missing cases, those that did not go back to stock; `null` for customers',
    }),
  })
  .meta({ id: 'OrderLine', description: 'As it was at the time of ordering' })

const OrderHistoryDto = z
  .strictObject({
    from: z.enum(orderStatuses).nullable(),
    to: z.enum(orderStatuses),
    note: z.string().nullable(),
    changedBy: z.string().meta({ description: 'Name of the person; for customers, staff are DesiDeliver' }),
    createdAt: moment,
  })
  .meta({
    id: 'OrderHistoryEntry',
    description: 'A change of its status, or, where `from` is `to`, of what is delivered',
  })

const head = {
  id: z.uuid(),
  orderNumber: z.string().meta({ example: 'DD20260309007' }),
  status: z.enum(orderStatuses),
  businessName: z.string(),
  contactPerson: z.string(),
  phoneNumber: z.string(),
  deliveryAddress: z.string(),
  deliveryInstructions: z.string().nullable(),
  // Answers that were stored before orders had notes are still repeated.
  notes: z.string().nullable().default(null),
  preferredDeliveryDate: day.nullable(),
  actualDeliveryDate: day.nullable(),
  subtotal: decimal.meta({ description: 'Sum of the lines that have a price' }),
  currency: z.string(),
  unpricedLines: z.int(),
  totalQuantity: z.int(),
  canCancel: z.boolean(),
  nextStatuses: z.array(z.enum(orderStatuses)).meta({ description: 'What you may make of it now' }),
  version: z.int().default(1).meta({ description: 'Rises with each change' }),
  createdAt: moment,
  updatedAt: moment,
}

/** Guards against deciding by what the order no longer is. */
export const orderVersion = z
  .int()
  .min(1)
  .max(2 ** 31 - 1)
  .optional()
  .meta({
    description: 'The `version` you read: the change is refused (`STALE_VERSION`) if the order has changed since',
  })

/** An order in a list: everything but its lines and history. */
export const OrderHeadDto = z.strictObject(head).meta({ id: 'OrderHead' })

export const OrderDto = z
  .strictObject({ ...head, lines: z.array(OrderLineDto), history: z.array(OrderHistoryDto) })
  .meta({ id: 'Order' })

export function toOrderHeadDto(order: Order, actor: Actor): z.infer<typeof OrderHeadDto> {
  const { id, orderNumber, status, businessName, contactPerson, phoneNumber, createdAt, updatedAt } = order
  const { deliveryAddress, deliveryInstructions, notes, preferredDeliveryDate, actualDeliveryDate } = order
  const { subtotal, currency, unpricedLines, totalQuantity, version } = order
  const nextStatuses = [...order.nextStatusesFor(actor)]
  return {
    id,
    orderNumber,
    status,
    businessName,
    contactPerson,
    phoneNumber,
    createdAt,
    updatedAt,
    deliveryAddress,
    deliveryInstructions,
    notes,
    preferredDeliveryDate,
    actualDeliveryDate,
    subtotal,
    currency,
    unpricedLines,
    totalQuantity,
    version,
    nextStatuses,
    canCancel: nextStatuses.includes('cancelled'),
  }
}

/** @param order with its lines and history loaded, and who made each change */
export function toOrderDto(order: Order, actor: Actor): z.infer<typeof OrderDto> {
  return {
    ...toOrderHeadDto(order, actor),
    lines: order.lines.getItems().map((line) => toOrderLineDto(line, order, actor)),
    history: order.history.getItems().map(({ fromStatus, toStatus, note, changedBy, createdAt }) => ({
      from: fromStatus,
      to: toStatus,
      note,
      changedBy: nameFor(actor, changedBy),
      createdAt,
    })),
  }
}

function toOrderLineDto(line: OrderLine, { status }: Order, actor: Actor): z.infer<typeof OrderLineDto> {
  const { itemCode, name, unit, category, quantity, price, shortReason = null, shortQuantity, lostQuantity } = line
  const isKnown = status === 'delivered' || shortQuantity > 0
  return {
    itemCode,
    name,
    unit,
    category,
    quantity,
    price,
    deliveredQuantity: isKnown ? line.deliverable() : null,
    shortReason,
    lostQuantity: isStaff(actor) ? lostQuantity : null,
  }
}
