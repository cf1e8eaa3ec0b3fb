import type { TRPCRouterRecord } from '@trpc/server'
import { getProfile } from './get-profile.ts'
import { login } from './login.ts'
import { logout } from './logout.ts'
import { register } from './register.ts'

export const authRouter = { register, login, logout, profile: getProfile } satisfies TRPCRouterRecord
