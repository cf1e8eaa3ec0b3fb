import { createClient } from '@desideliver/sdk'
import { expect, test } from 'vitest'
import { DEMO_PASSWORD, demoEmail, givenCliWithServer } from '../../../testing/given-cli.ts'

test('carts are listed and shown, with what has changed since something was put in', async () => {
  await using cli = await givenCliWithServer()
  const [customer, staff] = [createClient({ url: cli.url }), createClient({ url: cli.url })]
  await customer.signIn({ email: demoEmail('customer'), password: DEMO_PASSWORD })
  await staff.signIn({ email: demoEmail('staff'), password: DEMO_PASSWORD })
  const { added } = await customer.api.cart.addMany.mutate({ text: 'DD-1001 2' })
  const [line] = added
  expect(line).toMatchObject({ row: 1, itemCode: 'DD-1001', quantity: 2 })
  const product = await staff.api.products.get.query({ id: 'DD-1001' })
  await staff.api.products.update.mutate({ id: product.id, version: product.version, price: '60.00' })

  await cli.signIn('staff')
  const list = await cli.desi(['carts', 'list'])
  expect(list).toMatchObject({ exitCode: 0, stderr: '' })
  expect(list.stdout).toMatch(/customer@desideliver\.test +.+ +1 +2 +\$120\.00/)
  const [head] = JSON.parse((await cli.desi(['carts', 'list', '--search', 'customer@', '--json'])).stdout)
  const shown = await cli.desi(['carts', 'show', demoEmail('customer')])
  expect(shown.stdout).toMatch(/^Subtotal +\$120\.00$/m)
  expect(shown.stdout).toMatch(/DD-1001 +MITHILA BASMATI.* +2 +\$60\.00 +price was 61\.50/)
  const byId = await cli.desi(['carts', 'show', head.id, '--json'])
  expect(JSON.parse(byId.stdout)).toMatchObject({ id: head.id, lines: [{ seenPrice: '61.50', quantity: 2 }] })
  expect(await cli.desi(['carts', 'show', 'nobody@example.com'])).toMatchObject({ exitCode: 5, stdout: '' })
})
