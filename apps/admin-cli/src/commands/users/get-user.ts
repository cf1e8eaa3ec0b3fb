import { type DesiDeliverClient, type User, paginate } from '@desideliver/sdk'
import { CliError } from '../../cli-error.ts'
import { exitCodes } from '../../exit-codes.ts'
import { isId } from '../../is-id.ts'

/**
 * The account a person means by its e-mail address, or by its id.
 * @throws CliError, ApiError where there is none
 */
export async function getUser({ api }: DesiDeliverClient, emailOrId: string): Promise<User> {
  if (isId(emailOrId)) return await api.users.get.query({ id: emailOrId.toLowerCase() })
  const email = emailOrId.trim().toLowerCase()
  // The search finds longer addresses that contain this one, too.
  const found = paginate((cursor) => api.users.list.query({ search: email, limit: 100, cursor }))
  for await (const user of found) if (user.email === email) return user
  throw new CliError(`There is no account ${emailOrId}.`, {
    exitCode: exitCodes.notFound,
    nextStep: 'Find it with: desi users list --search <name, business or phone>',
  })
}
