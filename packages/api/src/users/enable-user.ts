import { z } from 'zod'
import { staffProcedure } from '../trpc.ts'
import { UserDto, toUserDto } from '../user.dto.ts'
import { changeUser } from './change-user.ts'

export const enableUser = staffProcedure
  .meta({
    openapi: {
      method: 'POST',
      path: '/users/{id}/enable',
      tags: ['users'],
      summary: 'Open a disabled account again',
      description:
        'Staff may enable customers, admins anyone. Its owner is told by mail. Asking again changes nothing.',
    },
  })
  .input(z.strictObject({ id: z.uuid() }))
  .output(UserDto)
  .mutation(async ({ ctx, input }) => {
    const user = await changeUser(ctx, {
      id: input.id,
      action: 'users.enable',
      change: (account, how) => account.enable(how),
      notice: 'account-enabled',
    })
    return toUserDto(user)
  })
