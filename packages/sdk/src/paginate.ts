/** A page of any list. */
export interface Page<Item> {
  items: Item[]
  /** Null on the last page. */
  nextCursor: string | null
}

/**
 * Walks a list from its first page to its last, one request at a time, as far as you read.
 *
 * @param load asks for the page that starts at a cursor; undefined for the first
 * @example
 * for await (const product of paginate((cursor) => client.api.products.list.query({ search: 'dal', cursor })))
 *   console.log(product.name)
 */
export async function* paginate<Item>(load: (cursor: string | undefined) => Promise<Page<Item>>): AsyncGenerator<Item> {
  let cursor: string | undefined
  do {
    const page = await load(cursor)
    yield* page.items
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}
