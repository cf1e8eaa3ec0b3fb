import { Order, checkClaims, createClaims, tellClaim } from '@desideliver/db'
import { z } from 'zod'
import { signedInProcedure } from '../../trpc.ts'
import { changeTicket } from '../change-ticket.ts'
import { describeTicket } from '../describe-ticket.ts'
import { TicketDto } from '../ticket.dto.ts'
import { claims } from './claim.dto.ts'

export const claimOrderLines = signedInProcedure
  .meta({
    scope: 'tickets:write',
    openapi: {
      method: 'POST',
      path: '/tickets/{id}/claims',
      tags: ['tickets'],
      summary: 'Claim lines of the order a ticket is about',
      description:
        'Of no line more is claimed, in all tickets together, than was ordered; what was rejected may be claimed again.',
      status: 201,
    },
  })
  .input(z.strictObject({ id: z.uuid(), claims: claims.min(1) }))
  .output(TicketDto)
  .mutation(async ({ ctx, input }) => {
    const ticket = await changeTicket(ctx, {
      id: input.id,
      reason: undefined,
      async change(found, act, em) {
        found.requireOpen()
        const order = found.order && (await em.findOneOrFail(Order, found.order.id))
        const checked = await checkClaims(em, order ?? null, input.claims)
        await createClaims(em, checked, { ticket: found, now: act.now })
        found.updatedAt = act.now
        return found.note('claim', [null, checked.map(tellClaim).join('; ')], act)
      },
    })
    return describeTicket(ctx.em, ticket, ctx.user)
  })
