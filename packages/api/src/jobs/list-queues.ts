import { readQueueFigures } from '@desideliver/jobs'
import { z } from 'zod'
import { staffProcedure } from '../trpc.ts'

const seconds = z.number().nullable()

const QueueDto = z
  .strictObject({
    queue: z.string().meta({ example: 'mail-order-confirmation' }),
    waiting: z.int().meta({ description: 'Ready to be done now' }),
    retrying: z.int().meta({ description: 'Waiting for their next try, or for their time' }),
    active: z.int(),
    dead: z.int().meta({ description: 'Given up, for staff to look at' }),
    oldestSeconds: seconds.meta({ description: 'How long the oldest has waited that is ready' }),
    completed: z.int().meta({ description: 'In the last hour' }),
    failed: z.int().meta({ description: 'Given up in the last hour' }),
    medianSeconds: seconds.meta({ description: 'How long one took in the last hour' }),
    p95Seconds: seconds,
  })
  .meta({ id: 'JobQueue' })

export const listQueues = staffProcedure
  .meta({
    openapi: {
      method: 'GET',
      path: '/jobs/queues',
      tags: ['jobs'],
      summary: 'How each queue is getting on',
      description: 'One line a queue, those with dead letters first.',
    },
  })
  .input(z.strictObject({}))
  .output(z.strictObject({ items: z.array(QueueDto) }))
  .query(async ({ ctx }) => ({ items: await readQueueFigures(ctx.em) }))
