import { claimDecisions, getClaim, tellClaim } from '@desideliver/db'
import { z } from 'zod'
import { paragraph } from '../../fields.ts'
import { staffProcedure } from '../../trpc.ts'
import { changeTicket } from '../change-ticket.ts'
import { describeTicket } from '../describe-ticket.ts'
import { TicketDto } from '../ticket.dto.ts'

const Input = z.strictObject({
  id: z.uuid(),
  claimId: z.uuid(),
  decision: z.enum(claimDecisions),
  note: paragraph(1_000).optional().meta({ description: 'The customer reads it' }),
})

export const decideClaim = staffProcedure
  .meta({
    scope: 'tickets:write',
    openapi: {
      method: 'PATCH',
      path: '/tickets/{id}/claims/{claimId}',
      tags: ['tickets'],
      summary: 'Accept or reject a claim',
      description: 'Once and for all. The customer is told by e-mail.',
    },
  })
  .input(Input)
  .output(TicketDto)
  .mutation(async ({ ctx, input: { id, claimId, decision, note } }) => {
    const ticket = await changeTicket(ctx, {
      id,
      reason: note,
      async change(found, act, em) {
        found.requireOpen()
        const claim = await getClaim(em, { ticketId: id, claimId })
        claim.decide(decision, { by: act.by, note: act.reason, now: act.now })
        found.updatedAt = act.now
        return found.note('claim', [tellClaim(claim), decision], act)
      },
    })
    return describeTicket(ctx.em, ticket, ctx.user)
  })
