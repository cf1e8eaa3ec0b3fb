import type { ApiError } from '@desideliver/sdk'

/** What `desi` ends with. Scripts depend on these: never renumber them. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  notSignedIn: 3,
  notAllowed: 4,
  notFound: 5,
  conflict: 6,
  unavailable: 7,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** For the end of `desi --help`. */
export const exitCodesHelp = `
Exit codes:
  0  done
  1  failed
  2  wrong usage: an argument, an option or a field is not valid
  3  not signed in
  4  not allowed for your role
  5  not found
  6  conflict: the present state does not allow it
  7  the server cannot be reached, is overloaded or limits you: try again later`

const byStatus: Record<number, ExitCode> = {
  0: exitCodes.unavailable,
  401: exitCodes.notSignedIn,
  403: exitCodes.notAllowed,
  404: exitCodes.notFound,
  409: exitCodes.conflict,
  429: exitCodes.unavailable,
  502: exitCodes.unavailable,
  503: exitCodes.unavailable,
  504: exitCodes.unavailable,
}

export function exitCodeOf({ code, status }: ApiError): ExitCode {
  if (code === 'INVALID_INPUT') return exitCodes.usage
  return byStatus[status] ?? exitCodes.failed
}
