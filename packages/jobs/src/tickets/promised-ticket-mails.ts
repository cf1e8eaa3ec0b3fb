import type { PromisedMail } from '../promised-mail.ts'
import { mailNewTicket } from './mail-new-ticket.job.ts'
import { mailTicketChange } from './mail-ticket-change.job.ts'
import { mailTicketComment } from './mail-ticket-comment.job.ts'
import { mailTicketOpened } from './mail-ticket-opened.job.ts'

const ofEachTicket = (key: string): string => `
  select '${key}:' || id as key, jsonb_build_object('ticketId', id) as payload
  from tickets where created_at >= ? and created_at < ?`

/** What opening a ticket, writing to it and changing it promise. Mails that turn out to be for nobody are not missed. */
export const promisedTicketMails: readonly PromisedMail[] = [
  { job: mailTicketOpened.name, promised: ofEachTicket('ticket-opened') },
  { job: mailNewTicket.name, promised: ofEachTicket('new-ticket') },
  {
    job: mailTicketComment.name,
    promised: `
      select case when staff and not internal then 'ticket-comment:' else 'ticket-desk-comment:' end || id as key,
        jsonb_build_object('commentId', id) as payload
      from ticket_comments where created_at >= ? and created_at < ?`,
  },
  {
    job: mailTicketChange.name,
    promised: `
      select 'ticket-change:' || id as key, jsonb_build_object('changeId', id) as payload
      from ticket_changes where created_at >= ? and created_at < ?
        and (field <> 'priority' or new_value = 'urgent') and not (field = 'assignee' and new_value is null)`,
  },
]
