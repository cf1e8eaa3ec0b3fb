import { defineEntity, p } from '@mikro-orm/core'

export const numberedKinds = ['order', 'ticket'] as const
export type NumberedKind = (typeof numberedKinds)[number]

const DayNumberSchema = defineEntity({
  name: 'DayNumber',
  tableName: 'day_numbers',
  properties: {
    kind: p.text().$type<NumberedKind>().primary(),
    /** The day where the business is. */
    day: p.date().primary(),
    lastNumber: p.integer(),
  },
})

/** The last number given out on one business day. */
export class DayNumber extends DayNumberSchema.class {}
DayNumberSchema.setClass(DayNumber)
