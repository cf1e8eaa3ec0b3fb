import { roles } from '@desideliver/db'
import { z } from 'zod'
import { adminProcedure } from '../trpc.ts'
import { UserDto, toUserDto } from '../user.dto.ts'
import { changeUser } from './change-user.ts'

export const changeRole = adminProcedure
  .meta({
    openapi: {
      method: 'POST',
      path: '/users/{id}/role',
      tags: ['users'],
      summary: 'Set what an account may do',
      description:
        'Its sessions and API keys end, and the keys it made: new rights, more or fewer, begin with a new sign-in. Nobody may change the own role, and ' +
        'one admin always stays.',
    },
  })
  .input(z.strictObject({ id: z.uuid(), role: z.enum(roles) }))
  .output(UserDto)
  .mutation(async ({ ctx, input: { id, role } }) => {
    const user = await changeUser(ctx, {
      id,
      action: 'users.change-role',
      change: (account, how) => account.changeRole(role, how),
      endsSessions: true,
      revokesKeys: true,
    })
    return toUserDto(user)
  })
