import { z } from 'zod'

const fields = {
  id: z.uuid(),
  name: z.string(),
  slug: z.string(),
  description: z.string(),
  active: z.boolean(),
  productCount: z.int().meta({ description: 'Products on sale in this category' }),
}

export const CategoryDto = z.strictObject(fields).meta({ id: 'Category' })

export const StaffCategoryDto = z
  .strictObject({
    ...fields,
    archivedProductCount: z.int(),
    version: z.int().meta({ description: 'Goes up with each edit; an update says which it has read' }),
  })
  .meta({ id: 'StaffCategory' })
