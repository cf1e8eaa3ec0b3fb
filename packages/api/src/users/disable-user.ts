import { z } from 'zod'
import { line } from '../fields.ts'
import { staffProcedure } from '../trpc.ts'
import { UserDto, toUserDto } from '../user.dto.ts'
import { changeUser } from './change-user.ts'

export const disableUser = staffProcedure
  .meta({
    openapi: {
      method: 'POST',
      path: '/users/{id}/disable',
      tags: ['users'],
      summary: 'Disable an account and end its sessions',
      description:
        'Staff may disable customers, admins anyone but themselves and the last admin. Its owner is told by mail, ' +
        'without the reason, which is for the audit. Asking again changes nothing.',
    },
  })
  .input(z.strictObject({ id: z.uuid(), reason: line(500).optional() }))
  .output(UserDto)
  .mutation(async ({ ctx, input: { id, reason } }) => {
    const user = await changeUser(ctx, {
      id,
      reason,
      action: 'users.disable',
      change: (account, how) => account.disable(how),
      endsSessions: true,
      notice: 'account-disabled',
    })
    return toUserDto(user)
  })
