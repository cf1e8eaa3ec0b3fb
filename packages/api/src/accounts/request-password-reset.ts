import { inTransaction, newId } from '@desideliver/db'
import { enqueue, mailPasswordReset } from '@desideliver/jobs'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { networkOf } from '../network.ts'
import { LimitedError } from '../rate-limits.ts'
import { publicProcedure } from '../trpc.ts'
import { AcceptedDto, accepted } from './accepted.dto.ts'
import { email } from './account.fields.ts'

export const requestPasswordReset = publicProcedure
  .meta({
    openapi: {
      method: 'POST',
      path: '/auth/password-reset',
      tags: ['auth'],
      summary: 'Have a link for a new password mailed to you',
      description: 'The answer, and how long it takes, is the same whether there is such an account.',
      status: 202,
    },
  })
  .input(z.strictObject({ email }))
  .output(AcceptedDto)
  .mutation(async ({ ctx, input }) => {
    const network = networkOf(ctx.ipAddress)
    await ctx.limits.consume('passwordResetNetwork', network)
    await ctx.limits.consume('passwordReset', `${input.email} ${network}`)
    if (await floodsMailbox(ctx, input.email)) return accepted
    // Nobody is looked up here: the worker does that, where no caller can measure it.
    const payload = { requestId: newId(), email: input.email, askedAt: ctx.now().toISOString() }
    await inTransaction(ctx.em, (em) => enqueue(ctx, em, { job: mailPasswordReset, payload }))
    return accepted
  })

/** A refusal would let a stranger with many addresses keep the owner from a new password. */
async function floodsMailbox({ limits }: Pick<Context, 'limits'>, address: string): Promise<boolean> {
  try {
    await limits.consume('passwordResetMail', address)
    return false
  } catch (error) {
    if (error instanceof LimitedError) return true
    throw error
  }
}
