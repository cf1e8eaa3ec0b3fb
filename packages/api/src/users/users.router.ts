import type { TRPCRouterRecord } from '@trpc/server'
import { changeRole } from './change-role.ts'
import { disableUser } from './disable-user.ts'
import { enableUser } from './enable-user.ts'
import { inviteUser } from './invite-user.ts'
import { listUsers } from './list-users.ts'
import { resetTwoFactor } from './reset-two-factor.ts'
import { showUser } from './show-user.ts'
import { verifyBusiness } from './verify-business.ts'

export const usersRouter = {
  list: listUsers,
  get: showUser,
  verifyBusiness,
  disable: disableUser,
  enable: enableUser,
  changeRole,
  resetTwoFactor,
  invite: inviteUser,
} satisfies TRPCRouterRecord
