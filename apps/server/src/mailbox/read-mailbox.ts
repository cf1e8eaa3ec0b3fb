import { readFile, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { DomainError } from '@desideliver/db'
import { type ParsedMail, simpleParser } from 'mailparser'

export interface MailboxEntry {
  /** Name of its file, without the ending. */
  id: string
  mail: ParsedMail
}

/** The mails in the development mailbox, newest first. */
export async function listMails(folder: string): Promise<MailboxEntry[]> {
  const names = await readdir(folder).catch((): string[] => [])
  const ids = names.filter((name) => name.endsWith('.eml')).map((name) => basename(name, '.eml'))
  const newest = ids.toSorted((a, b) => b.localeCompare(a)).slice(0, 100)
  return Promise.all(newest.map(async (id) => ({ id, mail: await getMail(folder, id) })))
}

/** @throws DomainError MAIL_NOT_FOUND */
export async function getMail(folder: string, id: string): Promise<ParsedMail> {
  const notFound = new DomainError('not_found', 'MAIL_NOT_FOUND', `There is no mail ${id.slice(0, 100)}.`)
  if (!/^[\w-]+$/.test(id)) throw notFound
  const source = await readFile(join(folder, `${id}.eml`)).catch(() => {
    throw notFound
  })
  return simpleParser(source)
}
