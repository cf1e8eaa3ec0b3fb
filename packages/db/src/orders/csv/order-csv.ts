import { businessDay } from '../../business-day.ts'
import { csvLines } from '../../csv-cells.ts'
import type { Order } from '../order.entity.ts'

export interface CsvFile {
  fileName: string
  content: string
}

/** Such as `DesiDeliver_Order_DD20260309007_20260309.csv`, with the day of the order. */
export const orderFileName = ({ orderNumber, createdAt }: Order, timeZone: string): string =>
  `DesiDeliver_Order_${orderNumber}_${businessDay(createdAt, timeZone).replaceAll('-', '')}.csv`

const header = ['Item Code', 'Description', 'Quantity', 'Unit', 'Category']

/**
 * An order as the warehouse works from it: quantities are what is delivered, where that is less than was ordered. Cells
 * that a spreadsheet would run as formulas are defused.
 * @param order with its lines loaded
 * @param timeZone IANA name of the zone whose day stands in the file's name
 */
export function orderCsv(order: Order, timeZone: string): CsvFile {
  const rows = order.lines
    .getItems()
    .map((line) => [line.itemCode, line.name, String(line.deliverable()), line.unit, line.category])
  return {
    fileName: orderFileName(order, timeZone),
    content: csvLines([header, ...rows]),
  }
}
