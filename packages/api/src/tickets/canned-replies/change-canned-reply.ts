import {
  CannedReply,
  getCannedReplyForUpdate,
  inTransaction,
  recordAudit,
  staleVersion,
  titleTaken,
} from '@desideliver/db'
import { type EntityManager, UniqueConstraintViolationException } from '@mikro-orm/postgresql'
import type { z } from 'zod'
import { type StaffContext, auditedBy } from '../../audited-by.ts'
import { difference } from '../../difference.ts'
import { type CannedReplyDto, toCannedReplyDto } from './canned-reply.dto.ts'

interface ReplyChange {
  action: 'create' | 'update' | 'delete'
  /** @returns the reply, and what is kept of it before; null where it is new */
  change: (em: EntityManager) => Promise<{ reply: CannedReply; before: ReplyState | null }>
}

type ReplyState = ReturnType<typeof stateOf>

/** Every edit of a canned reply goes through here: rule and audit in one transaction. One that changes nothing leaves no trace. */
export function changeCannedReply(
  ctx: StaffContext,
  { action, change }: ReplyChange,
): Promise<z.infer<typeof CannedReplyDto>> {
  const done = inTransaction(ctx.em, async (em) => {
    const { reply, before } = await change(em)
    await em.flush()
    const after = action === 'delete' ? null : stateOf(reply)
    const told = before && after ? difference(before, after) : { before, after }
    if (told)
      recordAudit(em, {
        ...auditedBy(ctx),
        action: `canned-replies.${action}`,
        object: { type: 'canned-reply', id: reply.id },
        ...told,
      })
    return toCannedReplyDto(reply)
  })
  return done.catch((error: unknown) => {
    throw error instanceof UniqueConstraintViolationException ? titleTaken() : error
  })
}

interface Edit {
  id: string
  /** That was read. */
  version: number
  /** Which the edit names. */
  fields: string[]
}

/** @throws DomainError CANNED_REPLY_NOT_FOUND, STALE_VERSION */
export async function getEditedReply(em: EntityManager, { id, version, fields }: Edit) {
  const reply = await getCannedReplyForUpdate(em, id)
  const before = stateOf(reply)
  if (version === reply.version) return { reply, before }
  const object = { type: 'canned-reply', id }
  throw await staleVersion(em, {
    object,
    name: reply.title,
    edited: version,
    stored: reply.version,
    state: before,
    fields,
  })
}

const stateOf = ({ title, body, version }: CannedReply) => ({ title, body, version })
