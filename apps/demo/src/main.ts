import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DesiDeliverClient, Order, Product } from '@desideliver/sdk'
import { demoCatalogue } from './catalogue.ts'
import { orderAsCustomer } from './customer-story.ts'
import { desiAt } from './desi.ts'
import { type ShownMail, waitForMails } from './mailbox.ts'
import { findServer } from './server.ts'
import { deliverAsStaff, importAsStaff } from './staff-story.ts'
import { Surprise, expect, step } from './step.ts'

/** `pnpm demo`: the main job from import to a delivered order, through the SDK and `desi` alone. */
async function play(): Promise<void> {
  const configFolder = await mkdtemp(join(tmpdir(), 'desideliver-demo-config-'))
  const server = await step('A server is there', async () => {
    const found = await findServer()
    return { said: `${found.url}, ${found.fresh ? 'started for this story' : 'was running'}`, got: found }
  })
  try {
    await tellStory(server.url, configFolder)
  } finally {
    await server.leave()
    await rm(configFolder, { recursive: true, force: true })
  }
}

async function tellStory(url: string, configFolder: string): Promise<void> {
  const desi = desiAt(url, configFolder)
  await importAsStaff(desi, demoCatalogue)
  const { customer, order, product } = await orderAsCustomer(url)
  await readMails(url, order)
  await deliverAsStaff(desi, order.orderNumber)
  await seeDelivered({ customer, order, product })
  await countStatusMails(url, order)
}

async function readMails(url: string, order: Order): Promise<void> {
  await step('Customer and coordinator get their mails, the CSV attached', async () => {
    const mails = await waitForMails(url, order.orderNumber, 2)
    if (!mails) return { said: 'This server sends by SMTP: look there.', got: undefined }
    const csv = mails.flatMap((mail) => mail.attachments)[0]
    expect(mails.length === 2, `${mails.length} mails instead of 2`)
    expect(
      csv?.filename.startsWith(`DesiDeliver_Order_${order.orderNumber}_`) ?? false,
      'the CSV must be attached under its name',
    )
    return { said: [...mails.map(show), csv?.text?.trim() ?? ''].join('\n').replaceAll('\r', ''), got: undefined }
  })
}

const show = ({ to, subject, text }: ShownMail): string =>
  [`To: ${to.join(', ')}`, `Subject: ${subject}`, '', text.trim(), ''].join('\n')

interface Delivered {
  customer: DesiDeliverClient
  order: Order
  product: Product
}

async function seeDelivered({ customer, order, product }: Delivered): Promise<void> {
  await step('The customer sees it delivered, with its history, and stock is down by 3', async () => {
    const seen = await customer.api.orders.get.query({ id: order.id })
    const path = seen.history.map((entry) => entry.to).join(' → ')
    expect(path === 'pending → confirmed → processing → ready → delivered', `the history is ${path}`)
    expect(seen.actualDeliveryDate !== null, 'delivering must set the actual delivery date')
    const now = await customer.api.products.get.query({ id: product.id })
    const taken = (product.stockQuantity ?? 0) - (now.stockQuantity ?? 0)
    expect(taken === 3, `stock went down by ${taken}`)
    return { said: `${path}, on ${seen.actualDeliveryDate}`, got: undefined }
  })
}

async function countStatusMails(url: string, order: Order): Promise<void> {
  await step('Each change was mailed to the customer', async () => {
    const mails = await waitForMails(url, order.orderNumber, 7)
    expect(mails === null || mails.length === 7, `${mails?.length} mails instead of 7`)
    return { said: (mails ?? []).map((mail) => mail.subject).join('\n'), got: undefined }
  })
}

try {
  const start = performance.now()
  await play()
  console.log(`\nThe story holds, in ${((performance.now() - start) / 1_000).toFixed(1)} s.`)
} catch (error) {
  console.error(error instanceof Surprise ? `\nThe story does not hold: ${error.message}.` : error)
  process.exitCode = 1
}
