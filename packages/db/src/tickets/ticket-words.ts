export const ticketCategories = ['order_issue', 'product_quality', 'delivery', 'payment', 'account', 'general'] as const
export type TicketCategory = (typeof ticketCategories)[number]

export const ticketPriorities = ['low', 'medium', 'high', 'urgent'] as const
export type TicketPriority = (typeof ticketPriorities)[number]

export const ticketStatuses = ['open', 'in_progress', 'resolved', 'closed'] as const
export type TicketStatus = (typeof ticketStatuses)[number]

/** What the history of a ticket tells of. */
export const ticketFields = ['status', 'priority', 'assignee', 'claim'] as const
export type TicketField = (typeof ticketFields)[number]

const next: Record<TicketStatus, readonly TicketStatus[]> = {
  open: ['in_progress'],
  in_progress: ['resolved'],
  resolved: ['closed', 'in_progress'],
  closed: [],
}

/** The states a ticket in `status` may take next; only staff move it. */
export const nextTicketStatuses = (status: TicketStatus): readonly TicketStatus[] => next[status]

/** What customers have to justify. */
export const needsJustification = (priority: TicketPriority): boolean => priority === 'high' || priority === 'urgent'
