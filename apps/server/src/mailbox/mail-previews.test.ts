import { mailFixtures } from '@desideliver/jobs/mail-fixtures'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { serveMailPreviews } from './mail-previews.ts'

const app = Fastify()
await serveMailPreviews(app, 'DesiDeliver <orders@desideliver.test>')
const get = (path: string) => app.inject(`/dev/mails${path}`)

test('every mail is listed, and shown with its headers, both parts and what is attached', async () => {
  const list = await get('/')
  for (const { template } of mailFixtures) {
    expect(list.body).toContain(`href="/dev/mails/${template}"`)
    const page = await get(`/${template}`)
    expect(page.statusCode).toBe(200)
    expect(page.body).toMatch(/Message-ID:\s+&lt;[\w.-]+@desideliver.test&gt;/)
    expect(page.body).toContain(`src="/dev/mails/${template}/html"`)
    expect(page.body).toContain('Questions? Just answer this mail.')
  }
  const { body } = await get('/orders/mail-new-order')
  expect(body).toContain('DesiDeliver_Order_DD20260309007_20260309.csv')
  expect(body).toContain('SWAD TOOR DAL OILY 10X4LB,12,case')
})

test('the HTML part is shown, but never run; a mail that is not there is not found', async () => {
  const html = await get('/orders/mail-order-status/html')
  expect(html.headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/)
  expect(html.body).toContain('Order DD20260309007 is confirmed')
  for (const path of ['/orders/nothing', '/orders/order-summary/html'])
    expect((await get(path)).body).toContain('MAIL_NOT_FOUND')
})
