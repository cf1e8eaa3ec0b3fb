import { User, containing, roles, searchWords } from '@desideliver/db'
import type { FilterQuery } from '@mikro-orm/core'
import { z } from 'zod'
import { nextCursor, pageInput, pageOf, readCursor } from '../page.ts'
import { staffProcedure } from '../trpc.ts'
import { UserDto, toUserDto } from '../user.dto.ts'

const Input = z.strictObject({
  search: z.string().trim().max(200).optional().meta({
    description: 'Words, each of them part of e-mail address, names, business name or phone number',
  }),
  role: z.enum(roles).optional(),
  verified: z.boolean().optional().meta({ description: 'Whether staff have verified the business' }),
  disabled: z.boolean().optional(),
  ...pageInput,
})

export const listUsers = staffProcedure
  .meta({
    openapi: { method: 'GET', path: '/users', tags: ['users'], summary: 'List accounts, newest first' },
  })
  .input(Input)
  .output(pageOf(UserDto, 'UserPage'))
  .query(async ({ ctx, input }) => {
    const page = await ctx.em.findByCursor(User, {
      where: filter(input),
      orderBy: { id: 'desc' },
      first: input.limit,
      ...readCursor(input.cursor, 'users:newest', 1),
      includeCount: false,
    })
    return { items: page.items.map(toUserDto), nextCursor: nextCursor(page, 'users:newest') }
  })

function filter({ search = '', role, verified, disabled }: z.infer<typeof Input>): FilterQuery<User> {
  const words = searchWords(search)
  return {
    ...(role && { role }),
    ...(verified !== undefined && { verifiedBusinessAt: verified ? { $ne: null } : null }),
    ...(disabled !== undefined && { disabledAt: disabled ? { $ne: null } : null }),
    ...(words.length > 0 && { $and: words.map(matchWord) }),
  }
}

function matchWord(word: string): FilterQuery<User> {
  const part = contains(word)
  const columns = (['email', 'firstName', 'lastName', 'businessName'] as const).map((name) => ({ [name]: part }))
  // Numbers are stored as E.164: `(214)` and `555-0142` are looked for without what only structures them.
  const digits = /^[\d+().-]+$/.test(word) ? word.replace(/[().-]/g, '') : word
  return { $or: [...columns, ...(digits ? [{ phoneNumber: contains(digits) }] : [])] }
}

const contains = (text: string) => ({ $ilike: containing(text) })
