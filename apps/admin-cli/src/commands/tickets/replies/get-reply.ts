import { type CannedReply, type DesiDeliverClient, paginate } from '@desideliver/sdk'
import { CliError } from '../../../cli-error.ts'
import { exitCodes } from '../../../exit-codes.ts'

/**
 * The canned reply a person means by its title, in whatever capitals, or by its id.
 * @throws CliError where there is none
 */
export async function getReply({ api }: DesiDeliverClient, titleOrId: string): Promise<CannedReply> {
  const wanted = titleOrId.trim().toLowerCase()
  const replies = paginate((cursor) => api.cannedReplies.list.query({ limit: 100, cursor }))
  for await (const reply of replies) if (reply.id === wanted || reply.title.toLowerCase() === wanted) return reply
  throw new CliError(`There is no canned reply ${titleOrId}.`, {
    exitCode: exitCodes.notFound,
    nextStep: 'See what there is with: desi tickets replies list',
  })
}
