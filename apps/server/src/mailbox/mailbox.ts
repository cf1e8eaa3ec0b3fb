import { join } from 'node:path'
import { DomainError } from '@desideliver/db'
import { Eta } from 'eta'
import type { FastifyInstance } from 'fastify'
import { type MailboxEntry, getMail, listMails } from './read-mailbox.ts'
import { sendMailHtml } from './send-mail-html.ts'

const pages = new Eta({ views: join(import.meta.dirname), cache: true, autoEscape: true })

/** A mail as a program reads it; the page shows the same. */
const toJson = ({ id, mail }: MailboxEntry) => ({
  id,
  to: [mail.to].flat().map((address) => address?.text ?? ''),
  subject: mail.subject ?? '',
  date: mail.date,
  text: mail.text ?? '',
  attachments: mail.attachments.map(({ filename, contentType, content }) => ({
    filename: filename ?? 'attachment',
    contentType,
    text: contentType.startsWith('text/') ? content.toString('utf8') : null,
  })),
})

/** Shows what the development server would have sent, at `/dev/mailbox`. */
export async function serveMailbox(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(
    async (mailbox) => {
      mailbox.get('/', async (_request, reply) => {
        const mails = (await listMails(folder)).map(toJson)
        return reply.type('text/html; charset=utf-8').send(pages.render('/list', { mails }))
      })
      mailbox.get('/messages', async () => ({ items: (await listMails(folder)).map(toJson) }))
      mailbox.get<{ Params: { id: string } }>('/messages/:id', async ({ params: { id } }, reply) => {
        const mail = toJson({ id, mail: await getMail(folder, id) })
        return reply.type('text/html; charset=utf-8').send(pages.render('/message', { mail }))
      })
      mailbox.get<{ Params: { id: string } }>('/messages/:id/html', async ({ params: { id } }, reply) => {
        const { html } = await getMail(folder, id)
        return sendMailHtml(reply, html || '')
      })
      mailbox.get<{ Params: { id: string; index: string } }>(
        '/messages/:id/attachments/:index',
        async ({ params }, reply) => {
          const attachment = (await getMail(folder, params.id)).attachments[Number(params.index)]
          if (!attachment) throw new DomainError('not_found', 'ATTACHMENT_NOT_FOUND', 'There is no such attachment.')
          const fileName = encodeURIComponent(attachment.filename ?? 'attachment')
          void reply.header('content-disposition', `attachment; filename*=UTF-8''${fileName}`)
          return reply.type('application/octet-stream').send(attachment.content)
        },
      )
    },
    { prefix: '/dev/mailbox' },
  )
}
