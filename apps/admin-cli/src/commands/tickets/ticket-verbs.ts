import { addAssignTicket } from './assign.ts'
import { addAttachToTicket } from './attach.ts'
import { addCommentOnTicket } from './comment.ts'
import { addCreateTicket } from './create.ts'
import { addDecideClaim } from './decide.ts'
import { addDownloadAttachment } from './download.ts'
import { addListDueTickets } from './due.ts'
import { addListTickets } from './list.ts'
import { addChangeTicketPriority } from './priority.ts'
import { addReplies } from './replies/replies.ts'
import { addShowTicket } from './show.ts'
import { addShowTicketStats } from './stats.ts'
import { addChangeTicketStatus } from './status.ts'
import { addWatchTickets } from './watch.ts'

/** What can be done with tickets, in the order of the help. */
export const ticketVerbs = [
  addListTickets,
  addListDueTickets,
  addShowTicket,
  addCreateTicket,
  addAttachToTicket,
  addDownloadAttachment,
  addCommentOnTicket,
  addReplies,
  addDecideClaim,
  addChangeTicketStatus,
  addChangeTicketPriority,
  addAssignTicket,
  addShowTicketStats,
  addWatchTickets,
]
