import type { TRPCRouterRecord } from '@trpc/server'
import { acceptInvitation } from './accept-invitation.ts'
import { changeEmail } from './change-email.ts'
import { changePassword } from './change-password.ts'
import { confirmPasswordReset } from './confirm-password-reset.ts'
import { confirmTotp } from './confirm-totp.ts'
import { disableTotp } from './disable-totp.ts'
import { endSession } from './end-session.ts'
import { enrolTotp } from './enrol-totp.ts'
import { getProfile } from './get-profile.ts'
import { listSessions } from './list-sessions.ts'
import { login } from './login.ts'
import { logout } from './logout.ts'
import { refreshSession } from './refresh-session.ts'
import { register } from './register.ts'
import { renewRecoveryCodes } from './renew-recovery-codes.ts'
import { requestPasswordReset } from './request-password-reset.ts'
import { resendVerification } from './resend-verification.ts'
import { updateProfile } from './update-profile.ts'
import { verifyEmail } from './verify-email.ts'

export const authRouter = {
  register,
  login,
  logout,
  profile: getProfile,
  updateProfile,
  verifyEmail,
  resendVerification,
  changeEmail,
  changePassword,
  requestPasswordReset,
  confirmPasswordReset,
  acceptInvitation,
  refresh: refreshSession,
  sessions: { list: listSessions, end: endSession },
  totp: { enrol: enrolTotp, confirm: confirmTotp, disable: disableTotp, renewRecoveryCodes },
} satisfies TRPCRouterRecord
