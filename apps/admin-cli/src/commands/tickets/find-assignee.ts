import type { DesiDeliverClient } from '@desideliver/sdk'
import { getUser } from '../users/get-user.ts'

/**
 * Whose tickets, as the lists take it: `me` and `none` stand for themselves, others for an account.
 * @param who e-mail address or id
 * @throws CliError, ApiError where there is no such account
 */
export async function findAssignee(client: DesiDeliverClient, who: string | undefined): Promise<string | undefined> {
  if (who === undefined || who === 'me' || who === 'none') return who
  return (await getUser(client, who)).id
}
