import {
  type FieldIssue,
  InvalidInputError,
  type Order,
  type User,
  businessDay,
  exportKinds,
  getOrder,
  orderFileName,
  orderLinesFileName,
} from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { orderDay } from '../fields.ts'

export const ExportRequest = z.strictObject({
  kind: z.enum(exportKinds),
  orderId: z.uuid().optional().meta({ description: 'For order-csv: which order' }),
  date: orderDay.optional().meta({ description: 'For orders-daily: the day; today where left out' }),
  from: orderDay.optional().meta({ description: 'For orders-range: the first day of placing' }),
  to: orderDay.optional().meta({ description: 'For orders-range: the last day, included' }),
})

type Request = z.infer<typeof ExportRequest>

/** What is exported, and what the file is called. */
interface ExportSubject {
  order: Order | null
  firstDay: string | null
  lastDay: string | null
  fileName: string
}

/**
 * Reads what someone asks to have exported.
 * @throws DomainError INVALID_INPUT where a field is missing or belongs to another kind, ORDER_NOT_FOUND
 */
export async function readExportSubject(
  em: EntityManager,
  { user, now, policy }: Pick<Context, 'now' | 'policy'> & { user: User },
  request: Request,
): Promise<ExportSubject> {
  refuse(issuesOf(request))
  const { orderId, date, from, to } = request
  if (orderId !== undefined) {
    const order = await getOrder(em, orderId, user)
    return { order, firstDay: null, lastDay: null, fileName: orderFileName(order, policy.timeZone) }
  }
  const today = businessDay(now(), policy.timeZone)
  const firstDay = from ?? date ?? today
  const lastDay = to ?? date ?? today
  return { order: null, firstDay, lastDay, fileName: orderLinesFileName({ from: firstDay, to: lastDay }) }
}

type Field = 'orderId' | 'date' | 'from' | 'to'

const needed: Record<Request['kind'], readonly Field[]> = {
  'order-csv': ['orderId'],
  'orders-daily': [],
  'orders-range': ['from', 'to'],
}
const possible: Record<Request['kind'], readonly Field[]> = { ...needed, 'orders-daily': ['date'] }

function issuesOf(request: Request): FieldIssue[] {
  const { kind, from, to } = request
  const missing = needed[kind].filter((field) => request[field] === undefined)
  const surplus = (['orderId', 'date', 'from', 'to'] as const).filter(
    (field) => request[field] !== undefined && !possible[kind].includes(field),
  )
  const backwards = from !== undefined && to !== undefined && to < from
  return [
    ...missing.map((path) => ({ path, message: `An export of kind ${kind} needs it` })),
    ...surplus.map((path) => ({ path, message: `An export of kind ${kind} does not take it` })),
    ...(backwards ? [{ path: 'to', message: 'The last day is before the first' }] : []),
  ]
}

function refuse(issues: FieldIssue[]): void {
  const [first] = issues
  if (first) throw new InvalidInputError(`The input is not valid. ${first.path}: ${first.message}`, issues)
}
