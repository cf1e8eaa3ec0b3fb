import { type RawBuilder, sql } from 'kysely'
import { addDays, businessDayStart } from '../../business-day.ts'
import { containing } from '../../search-words.ts'
import type { OrderStatus } from '../order-status.ts'

/** Whose orders, and which of them. */
export interface OrderFilter {
  /** Null = everyone's, as staff see them. */
  customerId: string | null
  status?: OrderStatus | undefined
  /** The first day of placing, `YYYY-MM-DD`; from the beginning where left out. */
  from?: string | undefined
  /** The last day, included; to the end where left out. */
  to?: string | undefined
  /** IANA name of the zone the days are of. */
  timeZone: string
  /** Customers find numbers and items, staff also who ordered; left out = all. */
  search?: string | undefined
}

type Condition = RawBuilder<unknown>

/** The filter as a condition on `orders`. */
export function orderCondition({ customerId, status, from, to, timeZone, search }: OrderFilter): Condition {
  const wanted = search?.trim()
  const conditions: Condition[] = [
    ...(customerId === null ? [] : [sql`orders.customer_id = ${customerId}`]),
    ...(status ? [sql`orders.status = ${status}`] : []),
    ...(from ? [sql`orders.created_at >= ${businessDayStart(from, timeZone)}`] : []),
    ...(to ? [sql`orders.created_at < ${businessDayStart(addDays(to, 1), timeZone)}`] : []),
    ...(wanted ? [customerId === null ? foundByStaff(wanted) : foundByCustomer(wanted)] : []),
  ]
  return conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`
}

/** As the index `orders_search_index` has it; what is typed in one line never reaches from one field to the next. */
const searched = sql`(orders.order_number || chr(10) || business_name || chr(10) || contact_person || chr(10) || phone_number)`

/** The customer's own name and address, as the index `users_name_index` has them. */
const searchedUser = sql`(business_name || ' ' || first_name || ' ' || last_name || ' ' || email)`

function foundByStaff(text: string): Condition {
  const part = containing(text)
  const digits = phoneDigits(text)
  return sql`(${searched} ilike ${part}
    ${digits ? sql`or ${searched} ilike ${containing(digits)}` : sql``}
    or orders.customer_id = any(array(select id from users where ${searchedUser} ilike ${part})))`
}

/** Numbers are stored without the spaces and signs that people write. */
function phoneDigits(text: string): string | null {
  const digits = text.replace(/\D/g, '')
  return /^[\d\s()+./-]+$/.test(text) && digits.length >= 3 && digits !== text ? digits : null
}

function foundByCustomer(text: string): Condition {
  const part = containing(text)
  return sql`(orders.order_number ilike ${part} or exists (
    select from order_lines where order_id = orders.id and (item_code ilike ${part} or name ilike ${part})))`
}
