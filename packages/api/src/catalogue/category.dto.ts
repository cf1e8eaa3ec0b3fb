import type { Category } from '@desideliver/db'
import { z } from 'zod'

export const CategoryRefDto = z
  .strictObject({ id: z.uuid(), name: z.string(), slug: z.string() })
  .meta({ id: 'CategoryRef' })

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

export const toCategoryRefDto = ({ id, name, slug }: Category): z.infer<typeof CategoryRefDto> => ({ id, name, slug })
