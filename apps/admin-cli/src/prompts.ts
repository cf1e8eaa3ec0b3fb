import { confirm, password, text } from '@clack/prompts'
import { CliError, usageError } from './cli-error.ts'
import { exitCodes } from './exit-codes.ts'
import { toLine } from './output.ts'

/** Questions go to stderr: stdout is for data. */
const output = process.stderr

/** Whether there is a terminal to ask at. */
export const someoneIsThere = (): boolean => process.stdin.isTTY && process.stderr.isTTY

const needed = (value: string | undefined): string | undefined => (value ? undefined : 'This is needed')

export const askEmail = (): Promise<string> => ask(() => text({ message: 'E-mail address', output, validate: needed }))

export const askPassword = (): Promise<string> => ask(() => password({ message: 'Password', output, validate: needed }))

export const askCode = (): Promise<string> =>
  ask(() => text({ message: 'Code of your authenticator app, or a recovery code', output, validate: needed }))

async function ask(question: () => Promise<string | symbol>): Promise<string> {
  if (!someoneIsThere())
    throw usageError(
      'There is nobody to ask for e-mail address and password.',
      'Run: desi login --email <address> --password-stdin < <file>',
    )
  const answer = await question()
  // Ctrl-C answers with a symbol.
  if (typeof answer !== 'string') throw stopped()
  return answer
}

/**
 * Asks before something that cannot be undone.
 * @param yes what `--yes` said
 * @throws CliError where the answer is no, or nobody is there to give one
 */
export async function confirmOrStop(question: string, yes = false): Promise<void> {
  if (yes) return
  if (!someoneIsThere())
    throw usageError('This cannot be undone, and there is nobody to ask.', 'If you are sure, add --yes')
  const answer = await confirm({ message: toLine(question), initialValue: false, output })
  if (answer !== true) throw stopped()
}

const stopped = (): CliError =>
  new CliError('Stopped; nothing was changed.', {
    exitCode: exitCodes.failed,
    nextStep: 'Run it again when you are ready.',
  })
