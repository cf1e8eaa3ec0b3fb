import { z } from 'zod'

/** Taken on, to be done by mail. It never tells whether there is anyone to mail to. */
export const AcceptedDto = z.strictObject({ accepted: z.literal(true) }).meta({ id: 'Accepted' })

export const accepted: z.infer<typeof AcceptedDto> = { accepted: true }
