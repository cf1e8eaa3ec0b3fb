export const orderStatuses = ['pending', 'confirmed', 'processing', 'ready', 'delivered', 'cancelled'] as const
export type OrderStatus = (typeof orderStatuses)[number]

const next: Record<OrderStatus, { staff: readonly OrderStatus[]; customer: readonly OrderStatus[] }> = {
  pending: { staff: ['confirmed', 'cancelled'], customer: ['cancelled'] },
  confirmed: { staff: ['processing', 'cancelled'], customer: ['cancelled'] },
  processing: { staff: ['ready', 'cancelled'], customer: [] },
  ready: { staff: ['delivered', 'cancelled'], customer: [] },
  delivered: { staff: [], customer: [] },
  cancelled: { staff: [], customer: [] },
}

/** The states an order in `status` may take next, as its customer or as staff. */
export function nextStatuses(status: OrderStatus, by: 'staff' | 'customer'): readonly OrderStatus[] {
  return next[status][by]
}
