import type { DemoCatalogue } from './catalogue.ts'
import type { Desi } from './desi.ts'
import { expect, step } from './step.ts'

interface ImportAnswer {
  rows: number
  created: number
  updated: number
  unchanged: number
  merged: number
  quarantined: number
  issues: { row: number; itemCode: string; reason: string }[]
}

/** Staff sign in and bring in the catalogue, through `desi`. */
export async function importAsStaff(desi: Desi, catalogue: DemoCatalogue): Promise<void> {
  await step('Staff sign in with desi', async () => {
    const args = ['login', '--email', 'staff@desideliver.test', '--password-stdin']
    const { exitCode, stderr } = await desi(args, 'desideliver-demo\n')
    expect(exitCode === 0, `desi login ended with ${exitCode}: ${stderr}`)
    const whoami = await desi(['whoami'])
    expect(whoami.stdout.includes('staff@desideliver.test'), 'desi whoami must name the account')
    return { said: whoami.stdout.trim(), got: undefined }
  })
  await step(`Staff import ${catalogue.rows} rows`, async () => {
    const answer = await importFile(desi, catalogue)
    return { said: `${summarize(answer)}\n${firstIssues(answer)}`, got: undefined }
  })
  await step('A second import changes nothing', async () => {
    const answer = await importFile(desi, catalogue)
    expect(answer.unchanged === catalogue.products, `${answer.unchanged} of ${catalogue.products} were unchanged`)
    return { said: summarize(answer), got: undefined }
  })
}

async function importFile(desi: Desi, catalogue: DemoCatalogue): Promise<ImportAnswer> {
  const { exitCode, stdout, stderr } = await desi(['products', 'import', catalogue.file, '--json'])
  expect(exitCode === 0, `desi products import ended with ${exitCode}: ${stderr}`)
  const answer = JSON.parse(stdout) as ImportAnswer
  const products = answer.created + answer.updated + answer.unchanged
  expect(answer.rows === catalogue.rows, `${answer.rows} rows instead of ${catalogue.rows}`)
  expect(products === catalogue.products, `${products} products instead of ${catalogue.products}`)
  expect(answer.merged === catalogue.merged, `${answer.merged} merged instead of ${catalogue.merged}`)
  expect(
    answer.quarantined === catalogue.quarantined,
    `${answer.quarantined} quarantined instead of ${catalogue.quarantined}`,
  )
  return answer
}

const summarize = ({ created, updated, unchanged, merged, quarantined }: ImportAnswer): string =>
  `${created} created, ${updated} updated, ${unchanged} unchanged, ${merged} merged, ${quarantined} quarantined`

const firstIssues = ({ issues }: ImportAnswer): string =>
  issues
    .slice(0, 3)
    .map(({ row, itemCode, reason }) => `row ${row} ${itemCode}: ${reason}`)
    .join('\n')

/** Staff take the order from pending to delivered, one state after the other and no other way. */
export async function deliverAsStaff(desi: Desi, orderNumber: string): Promise<void> {
  await step('Staff see the order', async () => {
    const { exitCode, stdout } = await desi(['orders', 'list', '--search', orderNumber])
    expect(exitCode === 0 && stdout.includes(orderNumber), 'desi orders list must show the order')
    return { said: stdout.trimEnd(), got: undefined }
  })
  await step('A pending order cannot jump to delivered', async () => {
    const { exitCode, stderr } = await desi(['orders', 'status', orderNumber, 'delivered'])
    expect(exitCode === 6, `the jump must end with 6 (conflict), not ${exitCode}`)
    return { said: stderr.trimEnd(), got: undefined }
  })
  for (const status of ['confirmed', 'processing', 'ready', 'delivered'])
    await step(`Staff make it ${status}`, async () => {
      const { exitCode, stderr } = await desi(['orders', 'status', orderNumber, status])
      expect(exitCode === 0, `desi orders status ended with ${exitCode}: ${stderr}`)
      return { said: '', got: undefined }
    })
}
