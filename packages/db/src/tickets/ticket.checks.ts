/** Condition on the length of a text, in characters. */
export const lengthOf = (column: string, min: number, max: number): string =>
  `char_length(${column}) >= ${min} and char_length(${column}) <= ${max}`

/** What the table of tickets itself refuses. */
export const ticketChecks = [
  { name: 'tickets_subject_check', expression: lengthOf('subject', 5, 200) },
  { name: 'tickets_description_check', expression: lengthOf('description', 20, 2_000) },
  {
    name: 'tickets_category_check',
    expression: `category in ('order_issue', 'product_quality', 'delivery', 'payment', 'account', 'general')`,
  },
  { name: 'tickets_priority_check', expression: `priority in ('low', 'medium', 'high', 'urgent')` },
  { name: 'tickets_status_check', expression: `status in ('open', 'in_progress', 'resolved', 'closed')` },
  { name: 'tickets_resolved_check', expression: `(status in ('resolved', 'closed')) = (resolved_at is not null)` },
  { name: 'tickets_closed_check', expression: `(status = 'closed') = (closed_at is not null)` },
]
