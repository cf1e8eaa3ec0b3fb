import { parseArgs } from 'node:util'
import { email, hashPassword, line, password, refuseOwnWords } from '@desideliver/api'
import {
  DomainError,
  Session,
  User,
  createStaff,
  house,
  inTransaction,
  openDatabase,
  recordAudit,
  revokeApiKeys,
} from '@desideliver/db'
import { type EntityManager, LockMode } from '@mikro-orm/postgresql'
import { z } from 'zod'
import { StartError, readSettings } from './env.ts'
import { failStart } from './fail-start.ts'
import { readPassword } from './read-password.ts'

const usage =
  'pnpm create-admin --email <address> --first-name <name> --last-name <name>, or --email <address> --promote'

/** `pnpm create-admin`: the way in for the first admin, and for the next where all others are lost. */
async function createAdmin(): Promise<string> {
  const options = readOptions()
  const { DATABASE_URL: url } = readSettings(process.env)
  if (!url) throw new StartError('DATABASE_URL must be set: it says where the accounts are.')
  const orm = openDatabase({ url, poolSize: 1, applicationName: 'desideliver-create-admin' })
  try {
    const known = await orm.em
      .fork()
      .findOne(User, { email: options.email })
      .catch((cause: unknown) => {
        throw new StartError('The accounts cannot be read: check DATABASE_URL, and run pnpm migrate.', { cause })
      })
    if (known && !options.promote)
      throw new StartError(`There is an account ${options.email}: add --promote to make it an admin.`)
    return known ? await promote(orm.em, known.id) : await create(orm.em, options)
  } finally {
    await orm.close()
  }
}

type Options = ReturnType<typeof readOptions>

function readOptions() {
  const { values } = parse()
  const result = z
    .object({ email, firstName: line(100).optional(), lastName: line(100).optional(), promote: z.boolean() })
    .safeParse({ ...values, firstName: values['first-name'], lastName: values['last-name'] })
  if (!result.success) throw new StartError(`${explain(result.error)}. Usage: ${usage}`)
  return result.data
}

function parse() {
  const text = { type: 'string' } as const
  const options = {
    email: text,
    'first-name': text,
    'last-name': text,
    promote: { type: 'boolean', default: false },
  } as const
  try {
    return parseArgs({ options })
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : String(error)}. Usage: ${usage}`)
  }
}

/** @throws StartError where a name is missing or the password is weak */
async function create(em: EntityManager, { email: address, firstName, lastName }: Options): Promise<string> {
  if (!firstName || !lastName) throw new StartError(`A new account has names. Usage: ${usage}`)
  const passwordHash = await hashPassword(await readStrongPassword(address))
  await inTransaction(em, async (tx) => {
    const details = { email: address, firstName, lastName, role: 'admin' as const, passwordHash }
    const user = await createStaff(tx, { ...details, emailVerifiedAt: new Date() })
    noteOwnRise(tx, user, { before: null, after: { email: address, firstName, lastName, role: 'admin' } })
  })
  return `${address} is an admin and can sign in.`
}

async function readStrongPassword(address: string): Promise<string> {
  const result = password.safeParse(await readPassword())
  if (!result.success) throw new StartError(`This password will not do: ${explain(result.error)}.`)
  try {
    refuseOwnWords(result.data, { email: address, businessName: house.businessName }, 'password')
  } catch (error) {
    throw error instanceof DomainError ? new StartError(error.message, { cause: error }) : error
  }
  return result.data
}

/** Also opens the account where it was disabled; its password stays. */
async function promote(em: EntityManager, id: string): Promise<string> {
  return inTransaction(em, async (tx) => {
    const user = await tx.findOneOrFail(User, id, { lockMode: LockMode.PESSIMISTIC_WRITE })
    const { role, disabledAt } = user
    if (role === 'admin' && !disabledAt) return `${user.email} is an admin already: nothing was changed.`
    user.role = 'admin'
    user.disabledAt = null
    // New rights begin with a new sign-in, and with new keys.
    await tx.nativeDelete(Session, { user: id })
    await revokeApiKeys(tx, id, new Date())
    noteOwnRise(tx, user, { before: { role, disabledAt }, after: { role: 'admin', disabledAt: null } })
    return `${user.email} is an admin now; its sessions and API keys were ended.`
  })
}

interface Rise {
  before: Record<string, unknown> | null
  after: Record<string, unknown>
}

/** Whoever has the server's shell is not known by name: the account itself stands for them. */
function noteOwnRise(em: EntityManager, user: User, { before, after }: Rise): void {
  const object = { type: 'user', id: user.id }
  recordAudit(em, {
    by: user,
    requestId: 'create-admin',
    now: new Date(),
    action: 'users.create-admin',
    object,
    before,
    after,
  })
}

const explain = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': ')).join('; ')

try {
  console.log(await createAdmin())
} catch (error) {
  failStart(error)
}
