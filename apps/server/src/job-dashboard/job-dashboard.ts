import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isStaff } from '@desideliver/db'
import { createDashboardHandler } from '@pg-boss/dashboard/handler'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type ContextParts, createContext } from '../context.ts'

const PATH = '/admin/jobs'

/** What the page of a visitor says who is not let in. */
const doors = {
  401: 'sign-in.html',
  403: 'staff-only.html',
} as const

/**
 * pg-boss's own dashboard for staff, at `/admin/jobs`. It shows and changes nothing: what was given up is tried again
 * by `POST /api/jobs/{id}/retry`, which is audited. Nothing on it comes from elsewhere.
 */
export async function serveJobDashboard(app: FastifyInstance, parts: ContextParts, databaseUrl: string): Promise<void> {
  // The only way to tell it; it then shows no buttons that would be refused.
  process.env.PGBOSS_DASHBOARD_READ_ONLY = '1'
  const dashboard = createDashboardHandler({ databases: [{ url: databaseUrl, name: 'DesiDeliver' }], basePath: PATH })
  app.addHook('onClose', () => dashboard.close())
  const script = await readFile(join(import.meta.dirname, 'sign-in.js'))
  app.get('/admin/sign-in.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(script))
  app.get(NO_FONTS, (_request, reply) => reply.type('text/css').send(''))
  const show = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const refused = await refusalOf(parts, request, reply)
    if (refused) {
      const page = await readFile(join(import.meta.dirname, doors[refused]))
      return reply.status(refused).type('text/html; charset=utf-8').send(page)
    }
    return sendAnswer(reply, await dashboard(toWebRequest(request)))
  }
  app.get(PATH, show)
  app.get(`${PATH}/*`, show)
}

/** Only a person who works here: a key is for programs, and there is nothing for them to read. */
async function refusalOf(parts: ContextParts, request: FastifyRequest, reply: FastifyReply): Promise<401 | 403 | null> {
  const signedIn = await createContext(parts, { request, reply }).signedIn()
  if (!signedIn) return 401
  const { user, scopes } = signedIn
  const lacksSecondFactor = parts.policy.requireStaffTwoFactor && !user.totpEnabledAt
  return !isStaff(user) || scopes !== null || lacksSecondFactor ? 403 : null
}

/**
 * Without what proves who asks: that has been seen to, and is nobody else's business. Nor does it matter what the client
 * calls this server, which may be no name at all.
 */
function toWebRequest({ url, method, headers }: FastifyRequest): Request {
  const accept = headers.accept ?? '*/*'
  return new Request(`http://localhost${url}`, { method, headers: { accept } })
}

async function sendAnswer(reply: FastifyReply, answer: Response): Promise<FastifyReply> {
  for (const [name, value] of answer.headers) if (name !== 'content-length') void reply.header(name, value)
  void reply.status(answer.status)
  const type = answer.headers.get('content-type') ?? ''
  if (!/^text\/(html|javascript)/.test(type)) return reply.send(Buffer.from(await answer.arrayBuffer()))
  const text = (await answer.text()).replace(foreignFonts, NO_FONTS)
  if (type.startsWith('text/html')) void reply.header('content-security-policy', policyFor(text))
  return reply.send(text)
}

/**
 * The dashboard asks Google for its letters, and connects before any policy can forbid it. Page and script are
 * changed alike: React wants to find the links that it would make.
 */
const foreignFonts = /https:\/\/fonts\.(?:googleapis|gstatic)\.com[^"'`<>\s]*/g
const NO_FONTS = '/admin/no-fonts.css'

/** The page carries its data in scripts of its own, which are named one by one; nothing else runs or is fetched. */
function policyFor(html: string): string {
  const scripts = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, content = '']) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`,
  )
  return [
    "default-src 'none'",
    `script-src 'self' ${[...new Set(scripts)].join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
