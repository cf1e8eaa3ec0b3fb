import { z } from 'zod'
import { defineJob } from '../job.ts'
import { mailLink } from './account-link.ts'

/** Mails a link that proves who opens it. */
export const mailAccountLink = defineJob({
  name: 'mail-account-link',
  /** What `askAccountLink` noted under this id is all there is to know; asking again sends another mail. */
  payload: z.strictObject({ requestId: z.uuid() }),
  handle: (context, { requestId }) => mailLink(context, requestId),
})
