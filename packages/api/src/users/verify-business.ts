import { z } from 'zod'
import { staffProcedure } from '../trpc.ts'
import { UserDto, toUserDto } from '../user.dto.ts'
import { changeUser } from './change-user.ts'

export const verifyBusiness = staffProcedure
  .meta({
    openapi: {
      method: 'POST',
      path: '/users/{id}/verify-business',
      tags: ['users'],
      summary: 'Verify a customer’s business',
      description: 'The customer is told by mail. A business that is verified stays so; asking again changes nothing.',
    },
  })
  .input(z.strictObject({ id: z.uuid() }))
  .output(UserDto)
  .mutation(async ({ ctx, input }) => {
    const user = await changeUser(ctx, {
      id: input.id,
      action: 'users.verify-business',
      change: (account, how) => account.verifyBusiness(how),
      notice: 'business-verified',
    })
    return toUserDto(user)
  })
