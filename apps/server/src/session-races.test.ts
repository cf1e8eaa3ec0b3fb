import {
  type AccountTokenPurpose,
  Session,
  User,
  admitLinkToken,
  askAccountLink,
  newId,
  newLinkToken,
} from '@desideliver/db'
import { givenUser } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { race } from '../testing/race.ts'
import { type TestServer, registration, startTestServer } from '../testing/test-server.ts'

const { password: PASSWORD } = registration()
const NEW_PASSWORD = 'another long enough one'

/** Someone who is signed in. */
interface Person {
  id: string
  email: string
  token: string
}

let server: TestServer
let admin: string

beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: 'off' })
  admin = await server.signIn('admin')
})

afterAll(() => server.close())

const em = () => server.orm.em.fork()

async function givenPerson(): Promise<Person> {
  const email = `${newId()}@example.com`
  const token = await server.register({ email })
  const { id } = await em().findOneOrFail(User, { email })
  return { id, email, token }
}

const post = (path: string, body: object, token?: string) => server.rest('POST', `/api${path}`, { token, body })

const statusOf = async (token: unknown) =>
  (await server.rest('GET', '/api/auth/profile', { token: String(token) })).status

/** The token of a link that was mailed. */
async function linkFor({ id: userId, email }: Omit<Person, 'token'>, purpose: AccountTokenPurpose): Promise<string> {
  const [token, now] = [newLinkToken(), new Date()]
  const id = await askAccountLink(em(), { userId, email, purpose, now })
  await admitLinkToken(em(), { id, purpose }, { token, now })
  return token
}

/** What ends all sessions of someone, made ready to be asked for. */
const enders: Record<string, (person: Person) => Promise<() => ReturnType<typeof post>>> = {
  'a password reset': async (person) => {
    const token = await linkFor(person, 'reset-password')
    return () => post('/auth/password-reset/confirm', { token, newPassword: NEW_PASSWORD })
  },
  'a change of password elsewhere': async ({ email }) => {
    const { body } = await post('/auth/login', { email, password: PASSWORD })
    const passwords = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD }
    return () => post('/auth/change-password', passwords, String(body.token))
  },
  'a change of address': async ({ id }) => {
    const token = await linkFor({ id, email: `${newId()}@example.com` }, 'change-email')
    return () => post('/auth/verify-email', { token })
  },
  'a change of role': ({ id }) => Promise.resolve(() => post(`/users/${id}/role`, { role: 'staff' }, admin)),
  'a disabling': ({ id }) => Promise.resolve(() => post(`/users/${id}/disable`, {}, admin)),
}

const sessionRow = 'select id from sessions where user_id = ? for update'

test.each(Object.entries(enders))('no refresh outlives %s', async (_name, prepare) => {
  for (const order of ['the refresh first', 'the refresh last']) {
    const person = await givenPerson()
    const end = await prepare(person)
    const refresh = () => post('/auth/token/refresh', {}, person.token)
    const calls = order === 'the refresh first' ? [refresh, end] : [end, refresh]
    const answers = await race(server, [sessionRow, person.id], calls)
    const [refreshed, ended] = order === 'the refresh first' ? answers : answers.toReversed()
    expect({ order, refreshed: refreshed?.status, ended: ended?.status }).toEqual({
      order,
      refreshed: order === 'the refresh first' ? 200 : 401,
      ended: 200,
    })
    // Where it was disabled: what was open then must not be so again.
    await em().nativeUpdate(User, { id: person.id }, { disabledAt: null })
    expect({ order, status: await statusOf(refreshed?.body.token) }).toEqual({ order, status: 401 })
    expect(await statusOf(person.token)).toBe(401)
  }
})

const userRow = 'select id from users where id = ? for update'

test('an invitation that is accepted while the account is disabled opens nothing', async () => {
  const invited = await givenUser(em(), { role: 'staff' })
  const token = await linkFor(invited, 'accept-invitation')
  const disable = () => post(`/users/${invited.id}/disable`, {}, admin)
  const accept = () => post('/auth/accept-invitation', { token, password: PASSWORD })
  const [disabled, accepted] = await race(server, [userRow, invited.id], [disable, accept])
  expect(disabled?.status).toBe(200)
  expect(accepted).toMatchObject({ status: 400, body: { code: 'LINK_INVALID' } })
  expect(await em().count(Session, { user: invited.id })).toBe(0)
})
