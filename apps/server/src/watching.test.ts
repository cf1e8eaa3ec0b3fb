import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startTestServer } from '../testing/test-server.ts'
import { readSettings } from './env.ts'
import { metricsTokenOf } from './metrics/metrics-token.ts'

const METRICS_TOKEN = 'a token only Prometheus knows'
let server: TestServer
let staff: string

beforeAll(async () => {
  server = await startTestServer({ METRICS_TOKEN })
  staff = await server.signIn('staff')
})

afterAll(() => server.close())

const page = (path: string, token?: string) => server.rest<string>('GET', path, { token })

test('the dashboard is for staff: others get a page to sign in on, or a plain no, and none of its files', async () => {
  const customer = await server.signIn('customer')
  for (const path of ['/admin/jobs', '/admin/jobs/schedules', '/admin/jobs/_root.data']) {
    expect(await page(path)).toMatchObject({
      status: 401,
      body: expect.stringContaining('Sign in with your staff account'),
    })
    expect(await page(path, customer)).toMatchObject({ status: 403, body: expect.stringContaining('Staff only') })
  }
  expect(await page('/admin/jobs', staff)).toMatchObject({ status: 200, body: expect.stringContaining('pg-boss') })
})

test('the dashboard runs nothing but its own scripts and names no other site to fetch from', async () => {
  const { body, headers } = await page('/admin/jobs', staff)
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toMatch(/script-src[^;]*unsafe/)
  const scripts = [...body.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map(([, url = '']) => url)
  expect(scripts.length).toBeGreaterThan(3)
  for (const url of scripts) {
    expect(url).toMatch(/^\/admin\//)
    const file = await page(url, staff)
    expect(file.status).toBe(200)
    expect(file.body).not.toMatch(/https:\/\/fonts\./)
  }
})

/** `fetch` would send the name it was given. */
const dashboardFor = (host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const headers = { host, authorization: `Bearer ${staff}` }
    const asking = request(`${server.url}/admin/jobs`, { headers }, (answer) => resolve(answer.resume().statusCode))
    asking.on('error', reject).end()
  })

test('whatever a client calls this server, the dashboard answers', async () => {
  for (const host of ['a b', '[', 'shop.example:99999']) expect(await dashboardFor(host)).toBe(200)
})

test('nothing is changed through the dashboard: that is for the API, which is audited', async () => {
  const raw = new URLSearchParams({ intent: 'delete' })
  const { status } = await server.rest('POST', '/admin/jobs/queues/mail-new-order', { token: staff, raw })
  expect([404, 415]).toContain(status)
  const answer = await server.rest('POST', '/admin/jobs/queues/mail-new-order', { token: staff, body: {} })
  expect(answer.status).toBe(404)
})

test('metrics are for who shows the token, and name routes instead of what was asked', async () => {
  await page('/api/products/whatever-someone-invents')
  for (const token of [undefined, 'another', staff]) expect((await page('/metrics', token)).status).toBe(401)
  // A request is counted just after it was answered.
  const { status, body } = await server.rest<string>('GET', '/metrics', {
    headers: { authorization: `Bearer ${METRICS_TOKEN}` },
  })
  expect(status).toBe(200)
  expect(body).toContain('route="/api/products/:id"')
  expect(body).not.toContain('whatever-someone-invents')
  for (const name of ['process_cpu_seconds_total', 'database_pool_connections', 'mails_sent_last_hour'])
    expect(body).toContain(name)
  for (const job of [
    'jobs{queue="mail-new-order",state="waiting"} 0',
    'jobs{queue="mail-new-order",state="dead"} 0',
    'jobs_oldest_seconds{queue="mail-new-order"} 0',
    'jobs_last_hour{queue="mail-new-order",result="failed"} 0',
    'jobs_duration_seconds{queue="mail-new-order",quantile="0.95"} 0',
  ])
    expect(body).toContain(job)
})

test('without a token metrics are open in development and closed in production', () => {
  const production = {
    NODE_ENV: 'production',
    SECRET_KEY: 'x'.repeat(32),
    DATABASE_URL: 'postgresql://u:p@db/name',
    SMTP_URL: 'smtp://mail.example.com',
    PUBLIC_URL: 'https://example.com',
  }
  expect(metricsTokenOf(readSettings({}))).toBeNull()
  expect(metricsTokenOf(readSettings(production))).toBeUndefined()
  expect(metricsTokenOf(readSettings({ ...production, METRICS_TOKEN }))).toBe(METRICS_TOKEN)
})
