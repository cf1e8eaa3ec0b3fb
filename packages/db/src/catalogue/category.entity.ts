import { defineEntity, p } from '@mikro-orm/core'
import { newId } from '../ids.ts'

const CategorySchema = defineEntity({
  name: 'Category',
  tableName: 'categories',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    name: p.text(),
    slug: p.text(),
    description: p.text().default(''),
    active: p.boolean().default(true),
    version: p.integer().version(),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p
      .datetime()
      .onCreate(() => new Date())
      .onUpdate(() => new Date()),
  },
  uniques: [{ name: 'categories_slug_unique', properties: ['slug'] }],
})

/** A shelf of the catalogue, such as Grain Market. */
export class Category extends CategorySchema.class {}
CategorySchema.setClass(Category)
