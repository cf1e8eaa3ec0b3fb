import { dictionary } from '@zxcvbn-ts/language-common'

/** About 49,000 passwords that attackers try first, all in lower case. */
const commonPasswords: ReadonlySet<string> = new Set(dictionary['passwords-common'])

/**
 * Whether people who guess passwords would come to this one soon: a common one, one with some digits
 * or signs around it (`Password2026!`), or a short piece again and again.
 */
export function isCommonPassword(password: string): boolean {
  const typed = password.toLowerCase()
  if (commonPasswords.has(typed)) return true
  const words = [typed.replace(/\P{L}+$/u, ''), typed.replace(/^\P{L}+|\P{L}+$/gu, '')]
  if (words.some((word) => word.length * 2 >= typed.length && commonPasswords.has(word))) return true
  const piece = /^(.+?)\1+$/su.exec(typed)?.[1]
  return piece !== undefined && (piece.length <= 4 || commonPasswords.has(piece))
}
