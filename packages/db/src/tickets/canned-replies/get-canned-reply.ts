import { LockMode } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import { CannedReply } from './canned-reply.entity.ts'
import { cannedReplyNotFound } from './canned-reply.errors.ts'

/** @throws DomainError CANNED_REPLY_NOT_FOUND */
export async function getCannedReply(em: EntityManager, id: string): Promise<CannedReply> {
  const reply = await em.findOne(CannedReply, { id })
  if (!reply) throw cannedReplyNotFound(id)
  return reply
}

/** Locked until the transaction ends. @throws DomainError CANNED_REPLY_NOT_FOUND */
export async function getCannedReplyForUpdate(em: EntityManager, id: string): Promise<CannedReply> {
  const reply = await em.findOne(CannedReply, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  if (!reply) throw cannedReplyNotFound(id)
  return reply
}
