import { csvLines } from '../../csv-cells.ts'
import type { Order } from '../order.entity.ts'

export interface CsvFile {
  fileName: string
  content: string
}

const header = ['Item Code', 'Description', 'Quantity', 'Unit', 'Category']

/**
 * An order as the warehouse works from it. Cells that a spreadsheet would run as formulas are defused.
 * @param order with its lines loaded
 * @param day the day of the order where the business is, `YYYY-MM-DD`
 */
export function orderCsv(order: Order, day: string): CsvFile {
  const rows = order.lines
    .getItems()
    .map((line) => [line.itemCode, line.name, String(line.quantity), line.unit, line.category])
  return {
    fileName: `DesiDeliver_Order_${order.orderNumber}_${day.replaceAll('-', '')}.csv`,
    content: csvLines([header, ...rows]),
  }
}
