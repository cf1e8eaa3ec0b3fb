import { isApiError } from '@desideliver/sdk'
import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { note, noteDone, printJson } from '../../output.ts'

export function addLogout(program: Command): void {
  program
    .command('logout')
    .description('end the session and forget it')
    .addHelpText('after', '\nExamples:\n  desi logout\n  desi logout --profile live')
    .action(logout)
}

async function logout(_options: object, command: Command): Promise<void> {
  const { client, profile, url, json } = await connect(command)
  const wasSignedIn = await client.isSignedIn()
  if (wasSignedIn) await client.signOut().catch(tellUnlessEnded)
  if (json) printJson({ profile, url, wasSignedIn })
  if (wasSignedIn) noteDone(`Signed out of ${url}.`)
  else note(`You were not signed in to ${url}.`)
}

function tellUnlessEnded(error: unknown): void {
  if (isApiError(error, 'UNAUTHENTICATED')) return
  note('The session is forgotten here, but the server has not ended it.')
  throw error
}
