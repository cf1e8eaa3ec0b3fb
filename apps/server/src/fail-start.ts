import { StartError } from './env.ts'

/** Ends a start that cannot succeed: one line for what a person can put right, the stack for the rest. */
export function failStart(error: unknown): void {
  console.error(error instanceof StartError ? `✖ ${error.message}` : error)
  process.exitCode = 1
}
