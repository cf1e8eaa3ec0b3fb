import { listProcedures } from '@desideliver/api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startTestServer } from '../testing/test-server.ts'

interface Operation {
  summary?: string
  description?: string
  tags?: string[]
  security?: object[]
  parameters?: { name: string; in: string; required?: boolean }[]
  requestBody?: { required?: boolean; content: Record<string, object> }
  responses: Record<string, { content?: Record<string, { schema: { $ref?: string } }> }>
}

interface Document {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object>; securitySchemes: object }
  servers?: { url: string }[]
}

let server: TestServer
let document: Document

beforeAll(async () => {
  server = await startTestServer()
  const answer = await server.rest<Document>('GET', '/api/openapi.json')
  document = answer.body
})

afterAll(() => server.close())

const twins = listProcedures().flatMap(({ name, rest, input, access }) => (rest ? [{ name, rest, input, access }] : []))

test('the document is OpenAPI 3.1 and says where the surface is', () => {
  expect(document.openapi).toMatch(/^3\.1\.\d+$/)
  expect(document.servers).toMatchObject([{ url: '/api' }])
  expect(document.components.securitySchemes).toMatchObject({ bearer: { type: 'http', scheme: 'bearer' } })
})

test('it has each REST route, and no other', () => {
  const described = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(described.toSorted()).toEqual(twins.map(({ rest }) => `${rest.method} ${rest.path}`).toSorted())
})

test.each(twins)('$name is described: its answers and who may call it', ({ rest, access }) => {
  const operation = document.paths[rest.path]?.[rest.method.toLowerCase()]
  expect(operation?.summary).toBe(rest.summary)
  expect(operation?.tags).toEqual(rest.tags)
  expect(operation?.responses.default?.content?.['application/json']?.schema).toEqual({
    $ref: '#/components/schemas/Error',
  })
  expect(Object.keys(operation?.responses ?? {}).toSorted()).toEqual([String(rest.status ?? 200), 'default'])
  for (const [, field] of rest.path.matchAll(/\{(\w+)\}/g))
    expect(operation?.parameters).toContainEqual(expect.objectContaining({ name: field, in: 'path', required: true }))
  expect({ access, isOpen: operation?.security?.length === 0 || operation?.security === undefined }).toEqual({
    access,
    isOpen: access === 'anyone',
  })
})

test.each(twins.filter(({ rest }) => rest.method === 'GET'))(
  '$name names each parameter it takes',
  ({ rest, input }) => {
    const named = document.paths[rest.path]?.get?.parameters?.map(({ name }) => name) ?? []
    expect(named.toSorted()).toEqual(Object.keys(input?.shape ?? {}).toSorted())
  },
)

test('every reference of the document leads somewhere in it', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference)
  expect(references.length).toBeGreaterThan(10)
  const known = new Set(Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`))
  expect(references.filter((reference) => !known.has(reference ?? ''))).toEqual([])
})

test('the error shape has the fields that every error has', () => {
  expect(document.components.schemas.Error).toMatchObject({
    required: ['code', 'message', 'requestId'],
    properties: { code: { type: 'string' }, issues: { type: 'array' } },
  })
})

test('a photo or a PDF is chosen as a file', () => {
  const { content } = document.paths['/tickets/{id}/attachments']?.post?.requestBody ?? {}
  for (const type of ['image/png', 'application/pdf'])
    expect(content?.[type]).toEqual({ schema: { type: 'string', format: 'binary' } })
})

test('the import takes text/csv', () => {
  const upload = document.paths['/products/import']?.post
  expect(Object.keys(upload?.requestBody?.content ?? {})).toEqual(['text/csv'])
  expect(upload?.parameters).toMatchObject([{ name: 'dryRun', in: 'query' }])
})

test('what a repeated key does is said wherever one is taken, and nowhere else', () => {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation })),
  )
  const taking = operations.filter(({ parameters }) => parameters?.some(({ name }) => name === 'Idempotency-Key'))
  const telling = operations.filter(({ description }) => description?.includes('`Idempotency-Key`'))
  expect(taking.map(({ name }) => name)).toEqual(telling.map(({ name }) => name))
  expect(taking.length).toBeGreaterThan(8)
})

test.each(['/api/docs', '/api/docs/'])('the page at %s and all it needs come from this server', async (path) => {
  const page = await fetch(server.url + path)
  expect(page.status).toBe(200)
  expect(page.headers.get('content-type')).toContain('text/html')
  const html = await page.text()
  expect(html).not.toMatch(/(?:src|href)\s*=\s*["']?(?:https?:)?\/\//i)
  const assets = [...html.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, asset = '']) => new URL(asset, page.url))
  expect(assets.length).toBeGreaterThan(3)
  for (const asset of assets) {
    expect(asset.origin).toBe(server.url)
    const { status, headers } = await fetch(asset)
    expect({ asset: asset.pathname, status }).toEqual({ asset: asset.pathname, status: 200 })
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  }
})

test('the page may load nothing from elsewhere, and may call this server', async () => {
  const { headers } = await fetch(`${server.url}/api/docs/`)
  const policy = headers.get('content-security-policy') ?? ''
  const sources = Object.fromEntries(
    policy
      .split(';')
      .map((rule) => rule.trim().split(/\s+/))
      .map(([name, ...rest]) => [name, rest]),
  )
  expect(sources['default-src']).toEqual(["'self'"])
  for (const source of Object.values(sources).flat()) expect(source).toMatch(/^('|data:$)/)
  // `try it out` works only if the browser is not told to turn http into https.
  expect(Object.keys(sources)).not.toContain('upgrade-insecure-requests')
})

test('the document that the page shows is the one at /api/openapi.json', async () => {
  const shown = await server.rest<Document>('GET', '/api/docs/json')
  expect(shown.body.paths).toEqual(document.paths)
})
