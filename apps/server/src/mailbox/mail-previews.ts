import { join } from 'node:path'
import { DomainError } from '@desideliver/db'
import { mailFixtures, toMail, writeMessage } from '@desideliver/jobs/mail-fixtures'
import { Eta } from 'eta'
import type { FastifyInstance } from 'fastify'
import { simpleParser } from 'mailparser'
import { sendMailHtml } from './send-mail-html.ts'

const pages = new Eta({ views: join(import.meta.dirname), cache: true, autoEscape: true })

interface Named {
  Params: { feature: string; name: string }
}

/** Shows every mail there is with invented contents, as it would go out, at `/dev/mails`. */
export async function serveMailPreviews(app: FastifyInstance, from: string): Promise<void> {
  await app.register(
    async (previews) => {
      previews.get('/', async (_request, reply) =>
        reply.type('text/html; charset=utf-8').send(pages.render('/previews', { mails: mailFixtures })),
      )
      previews.get<Named>('/:feature/:name', async ({ params }, reply) => {
        const mail = await getPreview(params, from)
        return reply.type('text/html; charset=utf-8').send(pages.render('/preview', mail))
      })
      previews.get<Named>('/:feature/:name/html', async ({ params }, reply) =>
        sendMailHtml(reply, (await getPreview(params, from)).html),
      )
    },
    { prefix: '/dev/mails' },
  )
}

/** @throws DomainError MAIL_NOT_FOUND */
async function getPreview({ feature, name }: Named['Params'], from: string) {
  const template = `${feature}/${name}`
  const fixture = mailFixtures.find((one) => one.template === template)
  if (!fixture) throw new DomainError('not_found', 'MAIL_NOT_FOUND', `There is no mail ${template.slice(0, 100)}.`)
  const message = await writeMessage(toMail(fixture.draft, 'desideliver.test'), from)
  const { html, text, subject, attachments } = await simpleParser(message)
  return {
    template,
    subject: subject ?? '',
    headers: message.toString('utf8').split(/\r?\n\r?\n/, 1)[0],
    html: html || '',
    text: text ?? '',
    attachments: attachments.map(({ filename, content }) => ({ filename, text: content.toString('utf8') })),
  }
}
