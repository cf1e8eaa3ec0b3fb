import { loadSynonymFile, inTransaction } from '@desideliver/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startTestServer } from '../testing/test-server.ts'

let server: TestServer
let staff: string

beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: 'off' })
  staff = await server.signIn('staff')
}, 60_000)
afterAll(() => server.close())

interface Synonym {
  id: string
  terms: string[]
}

const firstHit = async (search: string): Promise<string | undefined> => {
  const path = `/api/products?search=${encodeURIComponent(search)}&limit=1`
  const { body } = await server.rest<{ items: { name: string }[] }>('GET', path)
  return body.items[0]?.name
}

const create = (body: object) => server.rest<Synonym>('POST', '/api/synonyms', { token: staff, body })

test('what staff take for the same, search finds at once, and forgets again', async () => {
  const name = await firstHit('ghee')
  expect(await firstHit('zyxqwvv')).toBeUndefined()
  const { status, body } = await create({ kind: 'same', terms: ['Zýxqwvv ', 'ghee'] })
  expect([status, body.terms]).toEqual([201, ['zyxqwvv', 'ghee']])
  expect(await firstHit('zyxqwvv')).toBe(name)
  expect(await firstHit('zyxqwvvv')).toBe(name)
  const path = `/api/synonyms/${body.id}`
  await server.rest('PATCH', path, { token: staff, body: { terms: ['zyxqwvb', 'ghee'] } })
  expect(await firstHit('zyxqwvb')).toBe(name)
  expect((await server.rest('DELETE', path, { token: staff })).status).toBe(200)
  expect((await server.rest('DELETE', path, { token: staff })).body).toMatchObject({ code: 'SYNONYM_NOT_FOUND' })
  const { body: audit } = await server.rest<{ items: { action: string; before: unknown; after: unknown }[] }>(
    'GET',
    `/api/audit?objectType=synonym&objectId=${body.id}`,
    { token: await server.signIn('admin') },
  )
  expect(audit.items.map(({ action }) => action)).toEqual(['synonyms.remove', 'synonyms.update', 'synonyms.create'])
  expect(audit.items[1]?.before).toMatchObject({ terms: ['zyxqwvv', 'ghee'] })
})

test('what staff removed stays so when the server starts again', async () => {
  const list = () => server.rest<{ items: Synonym[] }>('GET', '/api/synonyms?term=haldi', { token: staff })
  const [found] = (await list()).body.items
  expect(found?.terms).toContain('turmeric')
  await server.rest('DELETE', `/api/synonyms/${found?.id}`, { token: staff })
  await inTransaction(server.orm.em, loadSynonymFile)
  expect((await list()).body.items).toEqual([])
})

test.each([
  ['one term', { kind: 'same', terms: ['haldi'] }],
  ['the same term twice', { kind: 'same', terms: ['haldi', 'HALDI'] }],
  ['terms without a letter', { kind: 'same', terms: ['%', '_'] }],
  ['another kind', { kind: 'like', terms: ['a', 'b'] }],
  ['a NUL', { kind: 'same', terms: ['a\u0000', 'b'] }],
  ['too many', { kind: 'same', terms: Array.from({ length: 41 }, (_, index) => `word${index}`) }],
])('a synonym of %s is refused', async (_, body) => {
  expect(await create(body)).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } })
})
