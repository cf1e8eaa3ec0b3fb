import { expect, test } from 'vitest'
import { agreeOnPrices } from './agree-on-prices.ts'

const line = (seen: string | null, price: string | null, quantity = 2) => ({
  product: { itemCode: 'DD-1', name: 'TOOR DAL', price },
  quantity,
  seen: { name: 'TOOR DAL', price: seen, availability: 'in_stock', minOrderQuantity: 1, orderMultiple: 1 } as const,
})

const refusal = (lines: Parameters<typeof agreeOnPrices>[0], expectedSubtotal?: string) => {
  try {
    agreeOnPrices(lines, expectedSubtotal)
    return null
  } catch (error) {
    return error
  }
}

test('prices that were seen are agreed on, however they are written', () => {
  expect(refusal([line('42.50', '42.50'), line('1', '1.00'), line(null, null)])).toBeNull()
})

test('a price that was not seen is refused, line by line, until its subtotal is named', () => {
  const lines = [line('1.00', '1.00'), line('42.50', '45.00'), line(null, '3.10', 3), line('2.00', null)]
  expect(refusal(lines)).toMatchObject({
    kind: 'conflict',
    code: 'PRICE_CHANGED',
    message: expect.stringContaining('"expectedSubtotal": "101.30"'),
    issues: [
      { path: 'lines.1.price', message: 'TOOR DAL (DD-1) was 42.50 and is 45.00.' },
      { path: 'lines.2.price', message: 'TOOR DAL (DD-1) was priced on request and is 3.10.' },
      { path: 'lines.3.price', message: 'TOOR DAL (DD-1) was 2.00 and is priced on request.' },
    ],
  })
  expect(refusal(lines, '101.30')).toBeNull()
  expect(refusal(lines, '101.3')).toBeNull()
})

test('a subtotal that is not the present one is refused, even where no price has changed', () => {
  expect(refusal([line('42.50', '42.50')], '84.99')).toMatchObject({
    code: 'PRICE_CHANGED',
    issues: [{ path: 'expectedSubtotal', message: 'The subtotal is 85.00.' }],
  })
})
