import { getUser } from '@desideliver/db'
import { z } from 'zod'
import { staffProcedure } from '../trpc.ts'
import { UserDto, toUserDto } from '../user.dto.ts'

export const showUser = staffProcedure
  .meta({ openapi: { method: 'GET', path: '/users/{id}', tags: ['users'], summary: 'Show an account' } })
  .input(z.strictObject({ id: z.uuid() }))
  .output(UserDto)
  .query(async ({ ctx, input }) => toUserDto(await getUser(ctx.em, input.id)))
