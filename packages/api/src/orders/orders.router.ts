import type { TRPCRouterRecord } from '@trpc/server'
import { cancelOrder } from './cancel-order.ts'
import { changeOrderStatus } from './change-order-status.ts'
import { emailDailyOrders } from './email-daily-orders.ts'
import { changeOrdersStatus } from './change-orders-status.ts'
import { deliverOrderShort } from './deliver-order-short.ts'
import { exportDailyOrders } from './export-daily-orders.ts'
import { exportOrder } from './export-order.ts'
import { exportOrderSummary } from './export-order-summary.ts'
import { listOrders } from './list-orders.ts'
import { listStaffOrders } from './list-staff-orders.ts'
import { placeOrder } from './place-order.ts'
import { previewCheckout } from './preview-checkout.ts'
import { reorder } from './reorder.ts'
import { showOrderStats } from './show-order-stats.ts'
import { showOrder } from './show-order.ts'
import { watchOrders } from './watch-orders.ts'

export const ordersRouter = {
  checkout: previewCheckout,
  create: placeOrder,
  reorder,
  list: listOrders,
  get: showOrder,
  stats: showOrderStats,
  watch: watchOrders,
  cancel: cancelOrder,
  listAll: listStaffOrders,
  changeStatus: changeOrderStatus,
  changeStatusOfMany: changeOrdersStatus,
  deliverShort: deliverOrderShort,
  export: exportOrder,
  exportDaily: exportDailyOrders,
  emailDaily: emailDailyOrders,
  exportSummary: exportOrderSummary,
} satisfies TRPCRouterRecord
