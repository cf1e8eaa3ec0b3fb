import { text as readAll } from 'node:stream/consumers'
import { type Credentials, type DesiDeliverClient, type User, isApiError } from '@desideliver/sdk'
import type { Command } from 'commander'
import { usageError } from '../../cli-error.ts'
import { connect } from '../../connect.ts'
import { note, noteDone, printJson } from '../../output.ts'
import { askCode, askEmail, askPassword, someoneIsThere } from '../../prompts.ts'

interface Options {
  email?: string
  passwordStdin?: boolean
  code?: string
}

export function addLogin(program: Command): void {
  program
    .command('login')
    .description('sign in and keep the session in your profile')
    .option('--email <address>', 'of your account; asked for if left out')
    .option('--password-stdin', 'read the password from stdin instead of asking')
    .option('--code <code>', 'of your authenticator app, or a recovery code; asked for if your account wants one')
    .addHelpText(
      'after',
      `
Examples:
  desi login
  desi login --url https://api.example.com --profile live
  desi login --email staff@example.com --password-stdin < password.txt
  desi login --email staff@example.com --password-stdin --code 123456 < password.txt`,
    )
    .action(login)
}

async function login(options: Options, command: Command): Promise<void> {
  const { client, profile, url, json } = await connect(command)
  if (url.startsWith('http:') && !isLoopback(url))
    note(`Take care: ${url} is not encrypted, and others may read your password.`)
  const user = await signIn(client, {
    ...(await readCredentials(options)),
    ...(options.code && { code: options.code }),
  })
  if (json) printJson({ profile, url, user })
  noteDone(`Signed in to ${url} as ${user.email} (${user.role}).`)
  if (user.role === 'customer') note('This account is a customer: what is for staff will be refused.')
  if (process.env.DESI_TOKEN)
    note('DESI_TOKEN is set and goes before this session: unset it to use what you signed in to.')
}

/** Only the server knows who has a second factor, and tells it once the password was right. */
async function signIn(client: DesiDeliverClient, credentials: Credentials): Promise<User> {
  try {
    return await client.signIn(credentials)
  } catch (error) {
    if (!isApiError(error, 'TOTP_REQUIRED') || !someoneIsThere()) throw error
    return await client.signIn({ ...credentials, code: await askCode() })
  }
}

async function readCredentials({ email, passwordStdin }: Options): Promise<{ email: string; password: string }> {
  if (!passwordStdin) return { email: email ?? (await askEmail()), password: await askPassword() }
  if (!email) throw usageError('--password-stdin needs --email.', 'Run: desi login --email <address> --password-stdin')
  // Only the line end that `echo` and editors add is no part of it.
  const password = (await readAll(process.stdin)).replace(/\r?\n$/, '')
  if (!password)
    throw usageError('There is no password on stdin.', 'Run: desi login --email <address> --password-stdin < <file>')
  return { email, password }
}

const isLoopback = (url: string): boolean => /^(localhost|127\..*|\[::1\])$/.test(new URL(url).hostname)
