import type { MailFixture } from '../mail/mail-fixture.ts'
import { composeNewTicket } from './mail-new-ticket.job.ts'
import {
  composeAssigned,
  composeClaim,
  composeClaimed,
  composeStatus,
  composeUrgent,
} from './mail-ticket-change.job.ts'
import { composeAnswer, composeComment } from './mail-ticket-comment.job.ts'
import { composeOpened } from './mail-ticket-opened.job.ts'
import type { TicketMailData } from './ticket-mail.ts'

const ticket: TicketMailData = {
  id: '019a0000-0000-7000-8000-000000000002',
  ticketNumber: 'TKT20260309004',
  subject: 'Two cases of toor dal are missing',
  description:
    'This morning’s truck came with ten cases of SWAD TOOR DAL.\nWe ordered twelve, and the lunch menu needs them.',
  category: 'order issue',
  priority: 'urgent',
  justification: 'We cater for 200 people at noon.',
  orderNumber: 'DD20260309007',
  claims: ['2 × SWAD TOOR DAL OILY 10X4LB (10442): missing, replacement'],
  customerName: 'Meera Shah',
  email: 'meera@shahfoods.example',
  businessName: 'Shah & Daughters Fine Foods',
  phoneNumber: '+12145550100',
  supportEmail: 'support@desideliver.test',
}
const CLAIM = '2 × SWAD TOOR DAL OILY 10X4LB (10442): missing, replacement'
const to = { name: 'Asha Rao', address: 'asha@desideliver.test' }
const commentId = '019a0000-0000-7000-8000-000000000003'
const comment = 'The driver has them on the truck.\nHe is with you before eleven.'
const change = {
  ...ticket,
  changeId: '019a0000-0000-7000-8000-000000000004',
  before: null,
  reason: 'Delivered at 10:40, with our apologies.',
  name: 'Ravi Menon',
}

export const ticketMailFixtures: readonly MailFixture[] = [
  { template: 'tickets/mail-ticket-opened', draft: composeOpened(ticket) },
  { template: 'tickets/mail-new-ticket', draft: composeNewTicket(ticket) },
  { template: 'tickets/mail-ticket-answer', draft: composeAnswer(ticket, { commentId, comment }) },
  {
    template: 'tickets/mail-ticket-comment',
    draft: composeComment(ticket, { commentId, comment, internal: true, name: 'Ravi Menon', to }),
  },
  { template: 'tickets/mail-ticket-status', draft: composeStatus({ ...change, value: 'resolved' }) },
  { template: 'tickets/mail-ticket-claim', draft: composeClaim({ ...change, before: CLAIM, value: 'accepted' }) },
  { template: 'tickets/mail-ticket-claimed', draft: composeClaimed({ ...change, value: CLAIM }, to) },
  { template: 'tickets/mail-ticket-urgent', draft: composeUrgent({ ...change, value: 'urgent' }) },
  { template: 'tickets/mail-ticket-assigned', draft: composeAssigned({ ...change, value: 'Asha Rao' }, to) },
]
