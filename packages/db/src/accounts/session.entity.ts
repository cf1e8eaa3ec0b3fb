import { defineEntity, p } from '@mikro-orm/core'
import { newId } from '../ids.ts'
import { User } from './user.entity.ts'

const SessionSchema = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  properties: {
    /** SHA-256 of the token, in hex: a copy of this table opens no session. */
    id: p.text().primary(),
    user: () => p.manyToOne(User).deleteRule('cascade').index('sessions_user_id_index'),
    /** What its owner sees and ends it by; the id would give away the hash. */
    publicId: p.uuid().onCreate(newId),
    userAgent: p.text().strictNullable(),
    ipAddress: p.text().strictNullable(),
    lastSeenAt: p.datetime(),
    expiresAt: p.datetime().index('sessions_expires_at_index'),
    createdAt: p.datetime(),
  },
  uniques: [{ name: 'sessions_public_id_unique', properties: ['publicId'] }],
})

/** A signed-in client. */
export class Session extends SessionSchema.class {}
SessionSchema.setClass(Session)
