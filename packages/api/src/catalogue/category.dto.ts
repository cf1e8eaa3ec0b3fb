import { z } from 'zod'

export const CategoryDto = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    slug: z.string(),
    description: z.string(),
    active: z.boolean(),
    productCount: z.int().meta({ description: 'Products on sale in this category' }),
  })
  .meta({ id: 'Category' })
