import { type ListedProduct, type ProductFilter, availabilities, listProducts } from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import { z } from 'zod'
import { ANY_STOCK } from '../answer-cache.ts'
import { cursorAt } from '../page.ts'
import { ProductDto, toProductDto } from '../product.dto.ts'
import { type productListInput, readOrder } from './product-filter.ts'

const count = z.int()

const ListedProductDto = ProductDto.extend({
  highlights: z
    .array(z.tuple([z.int(), z.int()]))
    .optional()
    .meta({
      description:
        'Of a search: the parts of the name that it met, each from its first UTF-16 unit up to but without its last',
    }),
}).meta({ id: 'ListedProduct' })

export const ProductPageDto = z
  .strictObject({
    items: z.array(ListedProductDto),
    nextCursor: z.string().nullable(),
    facets: z
      .strictObject({
        categories: z.array(z.strictObject({ slug: z.string(), name: z.string(), count })),
        brands: z.array(z.strictObject({ brand: z.string(), count })),
        availability: z.array(z.strictObject({ availability: z.enum(availabilities), count })),
      })
      .nullable()
      .meta({ description: 'What there is, if it was asked for' }),
  })
  .meta({ id: 'ProductPage' })

type Input = z.output<z.ZodObject<typeof productListInput>>

/** @param active on sale, archived, or both where null */
export async function listProductPage(
  em: EntityManager,
  { facets, limit, category, availability, brand, featured, ...input }: Input,
  active: boolean | null,
): Promise<z.output<typeof ProductPageDto>> {
  const { query, sort, name, after } = readOrder(input)
  const filter: ProductFilter = { category, availability, brand, featured, active }
  const page = await listProducts(em, { filter, search: query, sort, limit, after, facets })
  return {
    items: page.items.map(toListedProductDto),
    nextCursor: page.position && cursorAt(name, page.position),
    facets: page.facets,
  }
}

const toListedProductDto = (product: ListedProduct): z.output<typeof ListedProductDto> =>
  product.highlights ? { ...toProductDto(product), highlights: product.highlights } : toProductDto(product)

/** What a sale of something else could change: which products are in it, or their counts. */
export const pageShows = (
  { items, facets }: z.output<typeof ProductPageDto>,
  { availability }: { availability?: string },
): string[] => [...items.map(({ id }) => id), ...(facets || availability ? [ANY_STOCK] : [])]
