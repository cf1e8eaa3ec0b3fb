import {
  Order,
  type Ticket,
  type TicketAct,
  type TicketChange,
  checkClaims,
  createClaims,
  tellClaim,
} from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import { z } from 'zod'
import { oncePerKey } from '../../once-per-key.ts'
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
        'Of no line more is claimed, in all tickets together, than is delivered; what was rejected may be claimed again. ' +
        'With an `Idempotency-Key` header, a retry with the same key and body claims nothing again.',
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
        const changes: TicketChange[] = []
        const request = { ctx, operation: 'tickets.claim' as const, input, readAnswer: () => null }
        await oncePerKey(em, request, async () => {
          changes.push(await claimLines(em, found, { act, claims: input.claims }))
          return null
        })
        return changes[0] ?? null
      },
    })
    return describeTicket(ctx.em, ticket, ctx.user)
  })

interface Claiming {
  act: TicketAct
  claims: z.infer<typeof claims>
}

async function claimLines(em: EntityManager, ticket: Ticket, { act, claims: claimed }: Claiming) {
  ticket.requireOpen()
  const order = ticket.order && (await em.findOneOrFail(Order, ticket.order.id))
  const checked = await checkClaims(em, order ?? null, claimed)
  await createClaims(em, checked, { ticket, now: act.now })
  ticket.updatedAt = act.now
  return ticket.note('claim', [null, checked.map(tellClaim).join('; ')], act)
}
