import { createClient, isApiError, memoryTokenStorage } from '@desideliver/sdk'
import { expect, test } from 'vitest'
import { totpCode } from '../../server/testing/given-totp.ts'
import { DEMO_PASSWORD, demoEmail, givenCliWithServer } from '../testing/given-cli.ts'

const credentials = { email: demoEmail('staff'), password: DEMO_PASSWORD }

/** Sets up a second factor for the demo staff, as a frontend does. */
async function givenSecondFactor(url: string) {
  const tokenStorage = memoryTokenStorage()
  const client = createClient({ url, tokenStorage })
  await client.signIn(credentials)
  const { secret } = await client.api.auth.totp.enrol.mutate({ currentPassword: DEMO_PASSWORD })
  const recoveryCodes = await client.confirmTotp(totpCode(secret))
  return { client, tokenStorage, recoveryCodes }
}

test('desi asks for the code of an account with a second factor, and takes it as an option', async () => {
  await using cli = await givenCliWithServer()
  const { recoveryCodes } = await givenSecondFactor(cli.url)
  const login = ['login', '--email', credentials.email, '--password-stdin']
  expect(await cli.desi(login, { stdin: DEMO_PASSWORD })).toMatchObject({
    exitCode: 3,
    stdout: '',
    stderr: expect.stringContaining('desi login --code <code>'),
  })
  const [code = ''] = recoveryCodes
  expect(await cli.desi([...login, '--code', code], { stdin: DEMO_PASSWORD })).toMatchObject({ exitCode: 0 })
  expect((await cli.desi(['whoami'])).stdout).toContain(credentials.email)
  expect(await cli.desi([...login, '--code', code], { stdin: DEMO_PASSWORD })).toMatchObject({
    exitCode: 3,
    stderr: expect.stringContaining('wait for the next one'),
  })
})

test('the SDK signs in with a code, and keeps the token of each new session', async () => {
  await using cli = await givenCliWithServer()
  const { client, tokenStorage, recoveryCodes } = await givenSecondFactor(cli.url)
  expect((await client.api.auth.profile.query()).totpEnabledAt).toBeInstanceOf(Date)
  await expect(client.signIn(credentials)).rejects.toSatisfy((error) => isApiError(error, 'TOTP_REQUIRED'))
  await client.signIn({ ...credentials, code: recoveryCodes[1] ?? '' })
  const old = await tokenStorage.get()
  expect((await client.refresh()).getTime()).toBeGreaterThan(Date.now())
  expect(await tokenStorage.get()).not.toBe(old)
  const { items } = await client.api.auth.sessions.list.query({})
  expect(items.map(({ current }) => current)).toEqual([true, false])
  const other = createClient({ url: cli.url, tokenStorage: memoryTokenStorage(old) })
  await expect(other.api.auth.profile.query()).rejects.toSatisfy((error) => isApiError(error, 'UNAUTHENTICATED'))
})
