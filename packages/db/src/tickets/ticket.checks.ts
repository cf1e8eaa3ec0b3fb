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
  { name: 'tickets_score_check', expression: 'score >= 1 and score <= 5' },
  {
    name: 'tickets_rated_check',
    expression: `(score is null) = (rated_at is null) and (score is null or status = 'closed')`,
  },
]

/** Text is searched for by its parts; what is to be answered or resolved next stands first. */
export const ticketIndexes = [
  {
    name: 'tickets_text_index',
    expression: `create index "tickets_text_index" on "tickets" using gin ((ticket_number || ' ' || subject || ' ' || description) gin_trgm_ops)`,
  },
  {
    name: 'tickets_due_index',
    expression: `create index "tickets_due_index" on "tickets" ((case when first_answered_at is null then first_answer_due_at else resolution_due_at end), id) where status in ('open', 'in_progress')`,
  },
]
