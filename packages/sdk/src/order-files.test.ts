import { expect, test } from 'vitest'
import { createClient } from './client.ts'

/** A client whose server answers with a file of this name, and what was asked of it. */
function givenClient(disposition = 'attachment; filename="a.csv"') {
  const asked: string[] = []
  const fetch = async (input: Parameters<typeof globalThis.fetch>[0]): Promise<Response> => {
    asked.push(input instanceof Request ? input.url : input.toString())
    return new Response('x\r\n', { headers: { 'content-disposition': disposition } })
  }
  return { client: createClient({ url: 'https://api.example.com/', fetch }), asked }
}

test('each file is asked for with what chooses it, and nothing that was left out', async () => {
  const { client, asked } = givenClient()
  await client.exportOrder('../x')
  await client.exportDailyOrders()
  await client.exportDailyOrders({ date: '2026-03-09', signal: undefined })
  await client.exportOrderSummary({ from: '2026-01-01', status: 'delivered' })
  await client.downloadExport('42')
  expect(asked.map((url) => url.replace('https://api.example.com/api', ''))).toEqual([
    '/orders/..%2Fx/export-csv',
    '/orders/daily/export-csv',
    '/orders/daily/export-csv?date=2026-03-09',
    '/orders/summary/export-csv?from=2026-01-01&status=delivered',
    '/exports/42/download',
  ])
})

test.each([
  [
    'attachment; filename="DesiDeliver_DailyOrders_20260309.csv"; filename*=UTF-8\'\'x',
    'DesiDeliver_DailyOrders_20260309.csv',
  ],
  ['attachment; filename="../../.bashrc"', 'download.csv'],
  ['attachment; filename=".profile"', 'download.csv'],
  ['attachment; filename="C:\\evil.csv"', 'download.csv'],
  ['attachment', 'download.csv'],
])('the name of a file leads out of no folder: %s', async (disposition, fileName) => {
  expect(await givenClient(disposition).client.downloadExport('42')).toMatchObject({ fileName })
})
