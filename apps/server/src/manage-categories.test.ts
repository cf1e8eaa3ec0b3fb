import { Category, Product } from '@desideliver/db'
import { givenCategory, givenProduct } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startTestServer } from '../testing/test-server.ts'

interface Dto extends Record<string, unknown> {
  id: string
  slug: string
  version: number
}

let server: TestServer
let staff: string

beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: 'off' })
  staff = await server.signIn('staff')
})

afterAll(() => server.close())

const em = () => server.orm.em.fork()

const call = <Body = Dto>(method: string, path: string, body?: unknown) =>
  server.rest<Body>(method, `/api${path}`, { token: staff, ...(method !== 'GET' && { body: body ?? {} }) })

const publicSlugs = async () =>
  (await server.rest<{ items: Dto[] }>('GET', '/api/categories')).body.items.map(({ slug }) => slug)

test('a new category has its slug from its name, and is on sale', async () => {
  const { status, body } = await call('POST', '/categories', { name: 'Café & Snacks' })
  expect(status).toBe(201)
  expect(body).toMatchObject({ name: 'Café & Snacks', slug: 'cafe-snacks', active: true, productCount: 0, version: 1 })
  expect(await publicSlugs()).toContain('cafe-snacks')
  for (const ref of [body.id, 'cafe-snacks']) expect((await call('GET', `/categories/${ref}`)).body).toEqual(body)
  const audit = await call<{ items: object[] }>('GET', `/audit?objectType=category&objectId=${body.id}`)
  expect(audit.body.items).toMatchObject([{ action: 'categories.create', after: { slug: 'cafe-snacks' } }])
})

test.each([
  [{ name: 'Café Snacks' }, 409, 'SLUG_TAKEN'],
  [{ name: 'Other', slug: 'cafe-snacks' }, 409, 'SLUG_TAKEN'],
  [{ name: '☕️' }, 400, 'SLUG_NEEDED'],
  [{ name: 'All' }, 400, 'SLUG_NEEDED'],
  [{ name: 'A\0B' }, 400, 'INVALID_INPUT'],
  [{ name: '' }, 400, 'INVALID_INPUT'],
  [{ name: 'X'.repeat(101) }, 400, 'INVALID_INPUT'],
  [{ name: 'Other', slug: 'Not A Slug' }, 400, 'INVALID_INPUT'],
  [{ name: 'Other', slug: '../x' }, 400, 'INVALID_INPUT'],
  [{ name: 'Other', active: false }, 400, 'INVALID_INPUT'],
])('%j is no new category: %i %s', async (body, status, code) => {
  const count = await em().count(Category)
  expect(await call('POST', '/categories', body)).toMatchObject({ status, body: { code } })
  expect(await em().count(Category)).toBe(count)
})

test('a new name keeps the slug unless told otherwise, and a stale edit shows the other change', async () => {
  const { id, slug } = await givenCategory(em(), 'Old Name')
  const renamed = await call('PATCH', `/categories/${id}`, { version: 1, name: 'New Name' })
  expect(renamed.body).toMatchObject({ name: 'New Name', slug, version: 2 })
  expect(await call('PATCH', `/categories/${id}`, { version: 1, description: 'x' })).toMatchObject({
    status: 409,
    body: {
      code: 'STALE_VERSION',
      issues: [{ path: 'name', message: expect.stringMatching(/^"Old Name" became "New Name" \(Suresh Demo, /) }],
    },
  })
  const moved = await call('PATCH', `/categories/${id}`, { version: 2, slug: 'new-name', description: 'Words' })
  expect(moved.body).toMatchObject({ slug: 'new-name', description: 'Words', version: 3 })
  const taken = await call('PATCH', `/categories/${id}`, { version: 3, slug: 'grain-market' })
  expect(taken).toMatchObject({ status: 409, body: { code: 'SLUG_TAKEN' } })
})

test('a category is archived only when nothing is on sale in it, and then takes nothing in', async () => {
  const category = await givenCategory(em(), 'Closing')
  const product = await givenProduct(em(), { category: category.id })
  const path = `/categories/${category.id}`
  expect(await call('POST', `${path}/archive`)).toMatchObject({
    status: 409,
    body: { code: 'CATEGORY_IN_USE', message: expect.stringContaining('1 product on sale') },
  })
  await call('POST', `/products/${product.id}/archive`)
  expect((await call('POST', `${path}/archive`)).body).toMatchObject({
    active: false,
    productCount: 0,
    archivedProductCount: 1,
  })
  expect(await publicSlugs()).not.toContain(category.slug)
  const refused = { status: 409, body: { code: 'CATEGORY_ARCHIVED' } }
  expect(await call('POST', `/products/${product.id}/restore`)).toMatchObject(refused)
  const details = { itemCode: 'INTO-ARCHIVED', name: 'X', categoryId: category.id }
  expect(await call('POST', '/products', details)).toMatchObject(refused)
  expect(
    await call('PATCH', '/products/' + (await givenProduct(em())).id, { version: 1, category: category.slug }),
  ).toMatchObject(refused)

  expect((await call('POST', `${path}/restore`)).body).toMatchObject({ active: true })
  const again = await call('POST', `${path}/restore`)
  expect(again).toMatchObject({ status: 200, body: { active: true, version: 3 } })
  expect(await call('POST', `/products/${product.id}/restore`)).toMatchObject({ status: 200 })
})

test('archiving can move the products into another category', async () => {
  const [from, to] = [await givenCategory(em(), 'From'), await givenCategory(em(), 'To')]
  const products = [
    await givenProduct(em(), { category: from.id }),
    await givenProduct(em(), { category: from.id, active: false }),
  ]
  const archive = (moveProductsTo: string) => call('POST', `/categories/${from.id}/archive`, { moveProductsTo })
  expect(await archive(from.id)).toMatchObject({ status: 409, body: { code: 'SAME_CATEGORY' } })
  expect(await archive('0198d5b5-0000-7000-8000-000000000000')).toMatchObject({ status: 404 })
  expect((await archive(to.id)).body).toMatchObject({ active: false, productCount: 0, archivedProductCount: 0 })
  for (const { id } of products)
    expect(await em().findOneOrFail(Product, id)).toMatchObject({ category: { id: to.id }, version: 2 })
  const audit = await call<{ items: object[] }>('GET', `/audit?objectId=${from.id}`)
  expect(audit.body.items).toMatchObject([
    { action: 'categories.archive', after: { active: false, productsMoved: 2, movedTo: to.slug } },
  ])
})

test('of a product made and its category archived at once, only one happens', async () => {
  for (let run = 0; run < 5; run++) {
    const category = await givenCategory(em(), 'Race')
    const [product, archive] = await Promise.all([
      call('POST', '/products', { itemCode: `RACE-${run}`, name: 'RACE', categoryId: category.id }),
      call('POST', `/categories/${category.id}/archive`),
    ])
    expect([
      [201, 409],
      [409, 200],
    ]).toContainEqual([product.status, archive.status])
  }
})

test('staff list all categories by name, archived ones too, page by page', async () => {
  await givenCategory(em(), 'Aaa')
  const seen: Dto[] = []
  let cursor = ''
  do {
    const { body } = await call<{ items: Dto[]; nextCursor: string | null }>(
      'GET',
      `/categories/all?limit=3${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    seen.push(...body.items)
    cursor = body.nextCursor ?? ''
  } while (cursor)
  expect(new Set(seen.map(({ id }) => id)).size).toBe(await em().count(Category))
  expect(seen.length).toBe(await em().count(Category))
  expect(seen.filter(({ active }) => !active).length).toBeGreaterThan(0)
  const archived = await call<{ items: Dto[] }>('GET', '/categories/all?active=false')
  expect(archived.body.items.every(({ active }) => active === false)).toBe(true)
})

test('a category that is not there is not found', async () => {
  const id = '0198d5b5-0000-7000-8000-000000000000'
  const calls = [
    call('GET', `/categories/${id}`),
    call('GET', '/categories/no-such-slug'),
    call('PATCH', `/categories/${id}`, { version: 1 }),
    call('POST', `/categories/${id}/archive`),
    call('POST', `/categories/${id}/restore`),
  ]
  for (const answer of await Promise.all(calls))
    expect(answer).toMatchObject({ status: 404, body: { code: 'CATEGORY_NOT_FOUND' } })
})
