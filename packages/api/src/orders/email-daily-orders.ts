import { businessDay, inTransaction, newId, recordAudit } from '@desideliver/db'
import { enqueue, mailDailySummary } from '@desideliver/jobs'
import { z } from 'zod'
import { auditedBy } from '../audited-by.ts'
import { email, orderDay } from '../fields.ts'
import { staffProcedure } from '../trpc.ts'

export const emailDailyOrders = staffProcedure
  .meta({
    openapi: {
      method: 'POST',
      path: '/orders/daily/email',
      tags: ['orders'],
      summary: 'Mail a day’s orders',
      description:
        'Figures, the orders by name, and the CSV of the day as an attachment; where that is larger than 5 MB, how to get ' +
        'it. Each request is a mail of its own, beside the one that goes out each morning for the day before.',
      status: 202,
    },
  })
  .input(
    z.strictObject({
      date: orderDay.optional().meta({ description: 'Today where left out' }),
      to: email.optional().meta({ description: 'The delivery coordinator where left out' }),
    }),
  )
  .output(
    z
      .strictObject({
        date: z.iso.date(),
        to: z.string().nullable().meta({ description: 'Null for the delivery coordinator' }),
      })
      .meta({ id: 'DailyMail' }),
  )
  .mutation(({ ctx, input }) =>
    inTransaction(ctx.em, async (em) => {
      const { date = businessDay(ctx.now(), ctx.policy.timeZone), to = null } = input
      await ctx.limits.consume('dailyMail', ctx.user.id)
      recordAudit(em, {
        ...auditedBy(ctx),
        action: 'orders.email-daily',
        object: { type: 'order-day', id: date },
        before: null,
        after: { to: to ?? 'the delivery coordinator' },
      })
      await enqueue(ctx, em, { job: mailDailySummary, payload: { date, requestId: newId(), to } })
      return { date, to }
    }),
  )
