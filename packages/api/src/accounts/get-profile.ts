import { z } from 'zod'
import { signedInProcedure } from '../trpc.ts'
import { UserDto, toUserDto } from '../user.dto.ts'

export const getProfile = signedInProcedure
  .meta({
    beforeSecondFactor: true,
    openapi: { method: 'GET', path: '/auth/profile', tags: ['auth'], summary: 'Show your own account' },
  })
  .input(z.void())
  .output(UserDto)
  .query(({ ctx }) => toUserDto(ctx.user))
