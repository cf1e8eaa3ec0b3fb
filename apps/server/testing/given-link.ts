import { admitLinkToken, askAccountLink, newLinkToken } from '@desideliver/db'
import type { TestServer } from './test-server.ts'

/** A link that was asked for and mailed at that time. @returns its token */
export async function givenLink({ orm }: TestServer, asked: Parameters<typeof askAccountLink>[1]): Promise<string> {
  const em = orm.em.fork()
  const token = newLinkToken()
  await admitLinkToken(em, { ...asked, id: await askAccountLink(em, asked) }, { token, now: asked.now })
  return token
}
