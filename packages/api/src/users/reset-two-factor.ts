import { z } from 'zod'
import { adminProcedure } from '../trpc.ts'
import { UserDto, toUserDto } from '../user.dto.ts'
import { changeUser } from './change-user.ts'

export const resetTwoFactor = adminProcedure
  .meta({
    openapi: {
      method: 'POST',
      path: '/users/{id}/reset-two-factor',
      tags: ['users'],
      summary: 'Take a lost second factor off an account and end its sessions',
      description:
        'Its owner is told by mail, signs in with the password alone, and enrols anew. Nobody may do this to the own ' +
        'account. Asking again changes nothing.',
    },
  })
  .input(z.strictObject({ id: z.uuid() }))
  .output(UserDto)
  .mutation(async ({ ctx, input }) => {
    const user = await changeUser(ctx, {
      id: input.id,
      action: 'users.reset-two-factor',
      change: (account, how) => account.resetTwoFactor(how),
      endsSessions: true,
      dropsRecoveryCodes: true,
      notice: 'two-factor-disabled',
    })
    return toUserDto(user)
  })
