import { type DesiDeliverClient, type OrderWithTickets, paginate } from '@desideliver/sdk'
import { CliError } from '../../cli-error.ts'
import { exitCodes } from '../../exit-codes.ts'
import { isId } from '../../is-id.ts'

/**
 * The order a person means by its number, such as `DD20260309007`, or by its id.
 * @throws CliError, ApiError where there is none
 */
export async function getOrder({ api }: DesiDeliverClient, numberOrId: string): Promise<OrderWithTickets> {
  if (isId(numberOrId)) return await api.orders.get.query({ id: numberOrId.toLowerCase() })
  const orderNumber = numberOrId.trim().toUpperCase()
  // The search finds longer numbers that contain this one, too.
  const found = paginate((cursor) => api.orders.listAll.query({ search: orderNumber, limit: 100, cursor }))
  for await (const order of found)
    if (orderNumber && order.orderNumber === orderNumber) return await api.orders.get.query({ id: order.id })
  throw new CliError(`There is no order ${numberOrId}.`, {
    exitCode: exitCodes.notFound,
    nextStep: 'Find it with: desi orders list --search <business, contact or phone>',
  })
}
