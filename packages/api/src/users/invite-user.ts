import { createStaff, inTransaction, recordAudit, unusablePasswordHash } from '@desideliver/db'
import { z } from 'zod'
import { auditedBy } from '../audited-by.ts'
import { email, line } from '../fields.ts'
import { requestLink } from '../request-link.ts'
import { adminProcedure } from '../trpc.ts'
import { UserDto, toUserDto } from '../user.dto.ts'

const Input = z.strictObject({ email, firstName: line(100), lastName: line(100), role: z.enum(['staff', 'admin']) })

export const inviteUser = adminProcedure
  .meta({
    openapi: {
      method: 'POST',
      path: '/users/invite',
      tags: ['users'],
      summary: 'Invite someone to work here',
      description:
        'Makes an account that opens with the password chosen through the mailed link, within seven days. After that ' +
        'its owner asks for a new password instead.',
      status: 201,
    },
  })
  .input(Input)
  .output(UserDto)
  .mutation(({ ctx, input }) =>
    inTransaction(ctx.em, async (em) => {
      const passwordHash = unusablePasswordHash()
      const user = await createStaff(em, { ...input, passwordHash, emailVerifiedAt: null })
      recordAudit(em, {
        ...auditedBy(ctx),
        action: 'users.invite',
        object: { type: 'user', id: user.id },
        before: null,
        after: input,
      })
      await requestLink(ctx, em, { user, purpose: 'accept-invitation' })
      return toUserDto(user)
    }),
  )
