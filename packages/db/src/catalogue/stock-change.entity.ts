import { defineEntity, p } from '@mikro-orm/core'
import { User } from '../accounts/user.entity.ts'
import { Product } from './product.entity.ts'

export const stockChangeKinds = [
  /** What was there when the ledger, or the product, began. */
  'opening',
  'order',
  'cancel',
  /** Less was delivered than ordered, and the rest went back. */
  'delivery_short',
  'adjustment',
  /** Staff counted, and what they found holds. */
  'count',
  'import',
  'tracking_on',
  'tracking_off',
] as const
export type StockChangeKind = (typeof stockChangeKinds)[number]

const StockChangeSchema = defineEntity({
  name: 'StockChange',
  tableName: 'stock_changes',
  properties: {
    /** Given by the database once the product's row is locked, so that ids follow the order of the changes. */
    id: p.uuid().primary().defaultRaw('uuid_v7()'),
    product: () => p.manyToOne(Product),
    /** Whole cases that came or went. Where stock is not tracked there are none. */
    delta: p.integer(),
    /** Cases in stock afterwards; null = no longer tracked. */
    balance: p.integer().strictNullable(),
    kind: p.text().$type<StockChangeKind>(),
    reason: p.text().strictNullable(),
    /** No foreign key: an order takes its stock before it is stored. Orders are never removed. */
    orderId: p.uuid().strictNullable(),
    /** Null where a program of ours did it. */
    changedBy: () => p.manyToOne(User).strictNullable().deleteRule('no action'),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  checks: [
    {
      name: 'stock_changes_kind_check',
      expression: `kind in (${stockChangeKinds.map((kind) => `'${kind}'`).join(', ')})`,
    },
  ],
  indexes: [{ name: 'stock_changes_product_id_id_index', properties: ['product', 'id'] }],
})

/** One line of the stock ledger. The deltas of a product add up to its stock, zero where that is not tracked. */
export class StockChange extends StockChangeSchema.class {}
StockChangeSchema.setClass(StockChange)
