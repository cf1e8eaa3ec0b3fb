import { defineEntity, p } from '@mikro-orm/core'
import { User } from './user.entity.ts'

const RecoveryCodeSchema = defineEntity({
  name: 'RecoveryCode',
  tableName: 'recovery_codes',
  properties: {
    /** SHA-256 of user id and code, in hex. Using a code deletes it. */
    id: p.text().primary(),
    user: () => p.manyToOne(User).deleteRule('cascade').index('recovery_codes_user_id_index'),
  },
})

/** A code that stands in once for a lost second factor. */
export class RecoveryCode extends RecoveryCodeSchema.class {}
RecoveryCodeSchema.setClass(RecoveryCode)
