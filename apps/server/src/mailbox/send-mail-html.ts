import type { FastifyReply } from 'fastify'

/** A mail is a stranger's page: shown, but never run. */
export function sendMailHtml(reply: FastifyReply, html: string): FastifyReply {
  void reply.header('content-security-policy', "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:")
  return reply.type('text/html; charset=utf-8').send(html || '<p>This mail has no HTML part.</p>')
}
