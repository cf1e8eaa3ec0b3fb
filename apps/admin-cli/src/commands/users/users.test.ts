import { createClient } from '@desideliver/sdk'
import { expect, test } from 'vitest'
import { DEMO_PASSWORD, demoEmail, givenCliWithServer } from '../../../testing/given-cli.ts'

const customer = demoEmail('customer')

test('accounts are listed by words and role, and shown with all that staff should know', async () => {
  await using cli = await givenCliWithServer()
  await cli.signIn('staff')
  const { stdout } = await cli.desi(['users', 'list', '--json', '--role', 'customer', '--search', 'chitra kitchen'])
  expect(JSON.parse(stdout)).toMatchObject([{ email: customer }])
  const table = await cli.desi(['users', 'list', '--limit', '2'], { env: { COLUMNS: '120' } })
  expect(table.stdout).toMatch(/^E-mail +Role +State +Name/)
  expect(table.stderr).toContain('There are more')
  const shown = await cli.desi(['users', 'show', customer.toUpperCase()])
  expect(shown.stdout).toMatch(/^Address +100 Main Street, Irving, TX 75039$/m)
  expect(await cli.desi(['users', 'show', 'desideliver.test'])).toMatchObject({ exitCode: 5, stdout: '' })
})

test('an account is disabled only with --yes where nobody can be asked, and enabled again; the audit tells', async () => {
  await using cli = await givenCliWithServer()
  await cli.signIn('staff')
  const disable = ['users', 'disable', customer, '--reason', 'Unpaid', '--json']
  expect(await cli.desi(disable)).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('--yes') })
  const disabled = await cli.desi([...disable, '--yes'])
  expect(JSON.parse(disabled.stdout)).toMatchObject({ email: customer, disabledAt: expect.any(String) })
  const shut = await cli.desi(['users', 'list', '--disabled', '--json'])
  expect(JSON.parse(shut.stdout)).toHaveLength(1)
  const enabled = await cli.desi(['users', 'enable', customer])
  expect(enabled).toMatchObject({ exitCode: 0, stdout: '', stderr: expect.stringContaining('can sign in again') })

  const audit = await cli.desi(['audit', 'list', '--actor', demoEmail('staff'), '--type', 'user'], {
    env: { COLUMNS: '200' },
  })
  const [head, newest, oldest] = audit.stdout.split('\n')
  expect(head).toMatch(/^When +Who +What +Change +Object$/)
  expect(newest).toMatch(/staff@desideliver\.test +users\.enable +disabledAt: .+ → null/)
  expect(oldest).toMatch(/users\.disable +disabledAt: null → .+, reason: Unpaid/)
  expect((await cli.desi(['audit', 'list', '--from', '2999-01-01'])).stderr).toContain('No changes match')
  expect(await cli.desi(['audit', 'list', '--from', 'yesterday'])).toMatchObject({ exitCode: 2 })
})

test('roles and invitations are for admins: staff are refused, admins need --yes', async () => {
  await using cli = await givenCliWithServer()
  await cli.signIn('staff')
  const promote = ['users', 'role', customer, 'staff', '--yes', '--json']
  const invite = ['users', 'invite', 'priya@example.com', '--first-name', 'Priya', '--last-name', 'Iyer', '--json']
  for (const args of [promote, invite]) expect(await cli.desi(args)).toMatchObject({ exitCode: 4, stdout: '' })

  const login = ['login', '--email', demoEmail('admin'), '--password-stdin']
  expect(await cli.desi(login, { stdin: `${DEMO_PASSWORD}\n` })).toMatchObject({ exitCode: 0 })
  expect(await cli.desi(['users', 'role', customer, 'staff'])).toMatchObject({ exitCode: 2 })
  expect(JSON.parse((await cli.desi(promote)).stdout)).toMatchObject({ email: customer, role: 'staff' })
  expect(JSON.parse((await cli.desi(invite)).stdout)).toMatchObject({ email: 'priya@example.com', role: 'staff' })
  expect(await cli.desi(invite)).toMatchObject({ exitCode: 6, stdout: '' })
  const reset = ['users', 'reset-2fa', demoEmail('staff')]
  expect(await cli.desi(reset)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--yes') })
  const without = await cli.desi([...reset, '--yes'])
  expect(without).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('had no second factor') })
  const mine = await cli.desi(['users', 'reset-2fa', demoEmail('admin'), '--yes'])
  expect(mine).toMatchObject({ exitCode: 4, stderr: expect.stringContaining('own account') })
  const own = await cli.desi(['users', 'role', demoEmail('admin'), 'staff', '--yes'])
  expect(own).toMatchObject({ exitCode: 6, stderr: expect.stringContaining('last admin') })
})

test('a verified business is so for its owner, too', async () => {
  await using cli = await givenCliWithServer()
  await cli.signIn('staff')
  const { api, signIn } = createClient({ url: cli.url })
  const body = {
    businessType: 'store' as const,
    addressLine1: '1 Elm Street',
    city: 'Plano',
    state: 'TX',
    zipCode: '75024',
  }
  const email = 'meera@example.com'
  const person = { firstName: 'Meera', lastName: 'Shah', businessName: 'Elm Store', phoneNumber: '+12145550100' }
  await api.auth.register.mutate({ email, password: 'moth lantern quarry 7', ...person, ...body })
  expect((await cli.desi(['users', 'verify', email])).stderr).toContain('is now verified')
  expect((await cli.desi(['users', 'verify', email])).stderr).toContain('was verified')
  expect(await signIn({ email, password: 'moth lantern quarry 7' })).toMatchObject({
    verifiedBusinessAt: expect.any(Date),
  })
})
