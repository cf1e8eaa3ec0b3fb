import { type ApiError, isApiError } from '@desideliver/sdk'
import { CommanderError } from 'commander'
import { CliError } from './cli-error.ts'
import { type ExitCode, exitCodeOf, exitCodes } from './exit-codes.ts'
import { noteError } from './output.ts'

const nextSteps: Record<ExitCode, string> = {
  [exitCodes.ok]: '',
  [exitCodes.failed]: 'If this stays, set DESI_DEBUG=1 to see more.',
  [exitCodes.usage]: 'Add --help to see what is possible.',
  [exitCodes.notSignedIn]: 'Run: desi login',
  [exitCodes.notAllowed]: 'Run: desi whoami, and sign in with an account that may do this.',
  [exitCodes.notFound]: 'Check the id.',
  [exitCodes.conflict]: 'See how it stands now, then try again.',
  [exitCodes.unavailable]: 'Check the address (--url, DESI_URL or --profile) and that the server runs, then try again.',
}

const nextStepsByCode: Record<string, string> = {
  WRONG_CREDENTIALS: 'Check both and run again: desi login',
  TOTP_REQUIRED: 'Add the code: desi login --code <code>',
  WRONG_CODE: 'Wait for the next code and run again: desi login --code <code>',
  TWO_FACTOR_REQUIRED: 'Enrol an authenticator app first, then run: desi login',
  ORDER_NOT_FOUND: 'Find it with: desi orders list --search <text>',
  EXPORT_NOT_FOUND: 'See what you have with: desi exports list',
  EXPORT_NOT_READY: 'See how far it is with: desi exports show <id>',
  EXPORT_FAILED: 'Request it anew: desi exports request --help',
  TOO_MANY_EXPORTS: 'See them with: desi exports list --status waiting',
  PRODUCT_NOT_FOUND: 'Find it with: desi products list <text>',
  ITEM_CODE_TAKEN: 'See it with: desi products show <code>',
  STALE_VERSION: 'See how it stands now (show, list), then repeat your change.',
  NOT_ENOUGH_STOCK: 'See what went where: desi products stock <product>',
  TOO_MUCH_STOCK: 'See how many there are: desi products stock <product>',
  STOCK_NOT_TRACKED: 'Run: desi products stock <product> --count <cases> --reason <why>',
  CATEGORY_NOT_FOUND: 'Find it with: desi categories list',
  CATEGORY_IN_USE: 'Add --move-to <category>, or archive its products first: desi products list --category <slug>',
  CATEGORY_ARCHIVED: 'Run: desi categories restore <category>',
  SLUG_TAKEN: 'See it with: desi categories list, or give another with --slug <slug>',
  SLUG_NEEDED: 'Give one with --slug <slug>',
  ORDER_LINE_NOT_FOUND: 'See its lines with: desi orders show <order>',
  NOT_IN_DELIVERY: 'See how it stands with: desi orders show <order>',
  MORE_THAN_ORDERED: 'See its lines with: desi orders show <order>',
  INVALID_STATUS_TRANSITION: 'See how it stands with: desi orders show <order>, or desi tickets show <ticket>',
  INVALID_CSV: 'Compare its first line with that of a catalogue export, mend the file and import it again.',
  INVALID_ENCODING: 'Save it as "CSV UTF-8" and import it again.',
  BODY_TOO_LARGE: 'Make it smaller: a file of a ticket has at most 5 MB, a catalogue 32 MB.',
  TICKET_NOT_FOUND: 'Find it with: desi tickets list --search <text>',
  TICKET_CLOSED: 'Open a new one with: desi tickets create --help',
  TOO_MANY_ATTACHMENTS: 'See them with: desi tickets show <ticket>',
  FILE_TYPE_MISMATCH: 'Name it as what it is, or convert it.',
  CLAIMS_UNDECIDED: 'See them with: desi tickets show <ticket>, then: desi tickets decide <ticket> <claim> accept',
  CLAIM_DECIDED: 'See what was decided with: desi tickets show <ticket>',
  TITLE_TAKEN: 'See it with: desi tickets replies list',
  NOTHING_TO_FILL_IN: 'Write without it: desi tickets comment <ticket> <text>',
  IMPORT_RUNNING: 'Wait a minute, then import it again.',
  TOO_MANY_REQUESTS: 'Wait a minute, then run it again.',
}

/** Tells what went wrong, never with a stack unless `DESI_DEBUG` asks for it. */
export function reportError(error: unknown): ExitCode {
  // Commander has already told.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
  if (process.env.DESI_DEBUG) console.error(error)
  if (error instanceof CliError) {
    noteError(error.message, error.nextStep)
    return error.exitCode
  }
  if (isApiError(error)) return reportApiError(error)
  noteError(
    `desi itself failed: ${error instanceof Error ? error.message : String(error)}`,
    nextSteps[exitCodes.failed],
  )
  return exitCodes.failed
}

function reportApiError(error: ApiError): ExitCode {
  const exitCode = exitCodeOf(error)
  const nextStep = nextStepsByCode[error.code] ?? nextSteps[exitCode]
  // Only a fault of the server needs its number: what was refused explains itself.
  const reference = error.status >= 500 && error.requestId ? ` (request ${error.requestId})` : ''
  noteError(`${error.message}${reference}`, nextStep)
  return exitCode
}
