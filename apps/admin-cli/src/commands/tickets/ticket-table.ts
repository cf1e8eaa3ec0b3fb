import type { NewTicket, TicketHead } from '@desideliver/sdk'
import { formatMoment, formatWord } from '../../format.ts'
import { color } from '../../output.ts'
import type { Column } from '../../table.ts'

type Status = TicketHead['status']
type Priority = TicketHead['priority']

/** Where a ticket goes, in the order it gets there. The server has the last word on what may follow what. */
export const statuses = ['open', 'in_progress', 'resolved', 'closed'] as const satisfies Status[]
export const priorities = ['low', 'medium', 'high', 'urgent'] as const satisfies Priority[]
export const categories = [
  'order_issue',
  'product_quality',
  'delivery',
  'payment',
  'account',
  'general',
] as const satisfies NewTicket['category'][]

const statusPaints: Record<Status, (text: string) => string> = {
  open: color.yellow,
  in_progress: color.cyan,
  resolved: color.green,
  closed: color.dim,
}

const priorityPaints: Record<Priority, (text: string) => string> = {
  low: color.dim,
  medium: String,
  high: color.yellow,
  urgent: color.red,
}

const isLate = ({ due }: TicketHead): boolean => due !== null && due.at.getTime() < Date.now()

/** `answer by 2026-03-09 16:05`, or `late: …` */
export const formatDue = (ticket: TicketHead): string | null => {
  if (!ticket.due) return null
  const what = ticket.due.what === 'first_answer' ? 'answer' : 'resolve'
  return `${isLate(ticket) ? 'late: ' : ''}${what} by ${formatMoment(ticket.due.at)}`
}

export const ticketColumns: Column<TicketHead>[] = [
  { head: 'Ticket', value: (ticket) => ticket.ticketNumber },
  {
    head: 'Status',
    value: ({ status }) => formatWord(status),
    paint: (text, { status }) => statusPaints[status](text),
  },
  {
    head: 'Priority',
    value: ({ priority }) => priority,
    paint: (text, { priority }) => priorityPaints[priority](text),
  },
  { head: 'Due', value: formatDue, paint: (text, ticket) => (isLate(ticket) ? color.red(text) : text) },
  { head: 'Subject', value: (ticket) => ticket.subject, shrinksTo: 16 },
  { head: 'Business', value: (ticket) => ticket.customer.businessName, shrinksTo: 12 },
  { head: 'Assignee', value: (ticket) => ticket.assignee?.name ?? null, shrinksTo: 8 },
  { head: 'Opened', value: (ticket) => formatMoment(ticket.createdAt) },
  { head: 'Category', value: ({ category }) => formatWord(category) },
]
