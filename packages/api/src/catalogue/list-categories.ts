import { sql } from 'kysely'
import { z } from 'zod'
import { publicProcedure } from '../trpc.ts'
import { CategoryDto } from './category.dto.ts'

export const listCategories = publicProcedure
  .meta({
    shows: () => [],
    openapi: { method: 'GET', path: '/categories', tags: ['categories'], summary: 'List the categories on sale' },
  })
  .input(z.void())
  .output(z.strictObject({ items: z.array(CategoryDto) }))
  .query(async ({ ctx }) => {
    const { rows } = await sql<z.infer<typeof CategoryDto>>`
      select c.id, c.name, c.slug, c.description, c.active, count(p.id)::int as "productCount"
      from categories c left join products p on p.category_id = c.id and p.active
      where c.active group by c.id order by c.name, c.id
    `.execute(ctx.em.getKysely())
    return { items: rows }
  })
