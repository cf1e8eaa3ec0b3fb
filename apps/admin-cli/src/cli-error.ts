import { type ExitCode, exitCodes } from './exit-codes.ts'

interface Advice {
  exitCode: ExitCode
  /** One line that says what to do now, such as `Run: desi login`. */
  nextStep: string
}

/** Something the person at the terminal can put right. */
export class CliError extends Error {
  override readonly name = 'CliError'
  readonly exitCode: ExitCode
  readonly nextStep: string

  constructor(message: string, { exitCode, nextStep }: Advice) {
    super(message)
    this.exitCode = exitCode
    this.nextStep = nextStep
  }
}

export const usageError = (message: string, nextStep: string): CliError =>
  new CliError(message, { exitCode: exitCodes.usage, nextStep })
