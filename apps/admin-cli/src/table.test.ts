import { expect, test } from 'vitest'
import { type Column, fitTable, wrapFields } from './table.ts'

interface Item {
  code: string
  name: string
  price: string
}

const columns: Column<Item>[] = [
  { head: 'Code', value: (item) => item.code },
  { head: 'Name', value: (item) => item.name, shrinksTo: 10 },
  { head: 'Price', value: (item) => item.price, align: 'right' },
]
const rows = [
  { code: 'DD-1001', name: 'MITHILA EXTRA LONG BASMATI RICE', price: '$61.50' },
  { code: 'DD-1', name: 'अरहर दाल 大米', price: '$1,161.50' },
]
const draw = (width: number): string[] =>
  fitTable(columns, { rows, heads: ['Code', 'Name', 'Price'], width }).split('\n')

test('a table that fits is shown whole, numbers to the right', () => {
  const [head, first] = draw(80)
  expect(head).toBe('Code     Name                                 Price')
  expect(first).toBe('DD-1001  MITHILA EXTRA LONG BASMATI RICE     $61.50')
})

test('in a narrow terminal names are cut, codes and prices are not', () => {
  const [, first, second] = draw(40)
  expect(first).toBe('DD-1001  MITHILA EXTRA LONG …     $61.50')
  expect(second).toMatch(/^DD-1 .*\$1,161\.50$/)
})

test('where cutting is not enough, the last column goes', () => {
  expect(draw(20)).toEqual(['Code     Name', 'DD-1001  MITHILA EX…', expect.stringMatching(/^DD-1 {5}/)])
})

test('long values wrap beside their names', () => {
  expect(
    wrapFields(
      [
        ['To', '100 Main Street, Irving'],
        ['Status', 'ready'],
      ],
      24,
    ).split('\n'),
  ).toEqual(['To      100 Main Street,', '        Irving', 'Status  ready'])
})
