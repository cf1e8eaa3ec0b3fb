import { defineEntity, p } from '@mikro-orm/core'
import { User } from '../accounts/user.entity.ts'
import { newId } from '../ids.ts'
import { Order } from '../orders/order.entity.ts'

export const exportKinds = ['order-csv', 'orders-daily', 'orders-range'] as const
export type ExportKind = (typeof exportKinds)[number]

export const exportStatuses = ['waiting', 'running', 'finished', 'failed'] as const
export type ExportStatus = (typeof exportStatuses)[number]

const ExportSchema = defineEntity({
  name: 'Export',
  tableName: 'exports',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    kind: p.text().$type<ExportKind>(),
    /** What is exported: this order, or else what was ordered from the first day to the last. */
    order: () => p.manyToOne(Order).nullable().deleteRule('no action'),
    firstDay: p.date().strictNullable(),
    lastDay: p.date().strictNullable(),
    fileName: p.text(),
    requestedBy: () => p.manyToOne(User),
    status: p.text().$type<ExportStatus>().default('waiting'),
    /** Which try is writing, from 1. A worker that was given up for dead finds another number here, and stops. */
    attempt: p.integer().default(0),
    rowsDone: p.integer().default(0),
    /** Known once it runs. */
    rowsTotal: p.integer().strictNullable(),
    /** So many parts are written. */
    parts: p.integer().default(0),
    sizeBytes: p.bigint('number').default(0),
    /** Why it failed, or why it will be tried again. */
    error: p.text().strictNullable(),
    createdAt: p.datetime().index('exports_created_at_index'),
    endedAt: p.datetime().strictNullable(),
  },
  checks: [
    { name: 'exports_kind_check', expression: `kind in ('order-csv', 'orders-daily', 'orders-range')` },
    { name: 'exports_status_check', expression: `status in ('waiting', 'running', 'finished', 'failed')` },
    {
      name: 'exports_of_check',
      expression: `(kind = 'order-csv') = (order_id is not null) and (order_id is null) = (first_day is not null and last_day is not null)`,
    },
  ],
  indexes: [{ name: 'exports_requested_by_id_id_index', properties: ['requestedBy', 'id'] }],
})

/** A file that is written in the background, for the one who asked for it. */
export class Export extends ExportSchema.class {}
ExportSchema.setClass(Export)

const ExportPartSchema = defineEntity({
  name: 'ExportPart',
  tableName: 'export_parts',
  properties: {
    export: () => p.manyToOne(Export).primary().deleteRule('cascade'),
    /** From 0. */
    position: p.integer().primary(),
    content: p.text(),
    createdAt: p.datetime().index('export_parts_created_at_index'),
  },
})

/** A part of the file, as one statement writes and reads it: no process ever holds more of it. */
export class ExportPart extends ExportPartSchema.class {}
ExportPartSchema.setClass(ExportPart)
