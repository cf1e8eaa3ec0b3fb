import { defineEntity, p } from '@mikro-orm/core'
import { User } from './user.entity.ts'

const SessionSchema = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  properties: {
    /** SHA-256 of the token, in hex: a copy of this table opens no session. */
    id: p.text().primary(),
    user: () => p.manyToOne(User).deleteRule('cascade').index('sessions_user_id_index'),
    expiresAt: p.datetime().index('sessions_expires_at_index'),
    createdAt: p.datetime(),
  },
})

/** A signed-in client. */
export class Session extends SessionSchema.class {}
SessionSchema.setClass(Session)
