import { sql } from 'kysely'
import { z } from 'zod'
import { cursorAt, pageInput, pageOf, readPosition } from '../page.ts'
import { staffProcedure } from '../trpc.ts'
import { StaffCategoryDto } from './category.dto.ts'
import { readCategories } from './read-categories.ts'

const ORDER = 'categories:name'

export const listAllCategories = staffProcedure
  .meta({
    scope: 'catalogue:read',
    openapi: {
      method: 'GET',
      path: '/categories/all',
      tags: ['categories'],
      summary: 'List all categories by name, archived ones too',
    },
  })
  .input(z.strictObject({ active: z.boolean().optional(), ...pageInput }))
  .output(pageOf(StaffCategoryDto, 'StaffCategoryPage'))
  .query(async ({ ctx, input: { active, limit, cursor } }) => {
    const [name, id] = readPosition(cursor, ORDER, 2) ?? []
    const isAfter = name !== undefined && id !== undefined ? sql`(c.name, c.id) > (${name}, ${id}::uuid)` : sql`true`
    const isWanted = active === undefined ? sql`true` : sql`c.active = ${active}`
    const found = await readCategories(ctx.em, { where: sql`${isAfter} and ${isWanted}`, limit: limit + 1 })
    const items = found.slice(0, limit)
    const last = items.at(-1)
    return { items, nextCursor: last && found.length > limit ? cursorAt(ORDER, [last.name, last.id]) : null }
  })
