import { expect, test } from 'vitest'
import { readPastedLines } from './read-pasted-lines.ts'

const read = (text: string) =>
  readPastedLines(text).map(({ row, itemCode, quantity }) => `${row}: ${itemCode} × ${quantity}`)

test.each([
  ['commas', 'DD-1001,2\nDD-1002 , 3'],
  ['semicolons', 'DD-1001;2\r\nDD-1002; 3\r\n'],
  ['tabs, as a spreadsheet copies', 'DD-1001\t2\rDD-1002\t3'],
  ['spaces, as people write in mails', '  DD-1001 2\nDD-1002    3'],
  ['whatever comes', 'DD-1001;2\nDD-1002\t3'],
  ['quoted cells', '"DD-1001","2"\n"DD-1002",3'],
  ['more columns than anyone asked for', 'DD-1001,2,case,Dals\nDD-1002,3,case,'],
  ['the mark of a UTF-8 file', '\uFEFFDD-1001,2\nDD-1002,3'],
])('lines are read with %s', (_what, text) => {
  expect(read(text)).toEqual(['1: DD-1001 × 2', '2: DD-1002 × 3'])
})

test('a heading says where the cells are, and rows are counted as a spreadsheet counts', () => {
  expect(read('Item Code,Description,Quantity,Unit\nDD-1001,"RICE, 2X20LB",2,case')).toEqual(['2: DD-1001 × 2'])
  expect(read('Qty;SKU\n3;DD-1002')).toEqual(['2: DD-1002 × 3'])
  expect(read('\n\nitem\tcases\n\nDD-1002\t3\n')).toEqual(['5: DD-1002 × 3'])
})

test('only the first line may be a heading, and one that names nothing is a line', () => {
  expect(read('DD-1001,2\ncode,quantity')).toEqual(['1: DD-1001 × 2', '2: code × null'])
  expect(read('our list,of dals')).toEqual(['1: our list × null'])
})

test.each([
  ['none', 'DD-1001'],
  ['an empty cell', 'DD-1001,'],
  ['words', 'DD-1001,two'],
  ['less than nothing', 'DD-1001,-2'],
  ['parts of a case', 'DD-1001;1,5'],
  ['a number beyond all sense', `DD-1001,${'9'.repeat(30)}`],
  ['an exponent', 'DD-1001,1e3'],
])('a quantity that is %s is unknown', (_what, text) => {
  expect(readPastedLines(text)).toMatchObject([{ row: 1, itemCode: 'DD-1001', quantity: null }])
})

test('a code may hold a comma in quotes, or spaces where the cells are parted', () => {
  expect(read('"A,1",2\nA 1\t2\ntoor dal 10x4lb, 2')).toEqual(['1: A,1 × 2', '2: A 1 × 2', '3: toor dal 10x4lb × 2'])
})

test('a broken line spoils no other, and an empty list has no lines', () => {
  expect(read('"DD-1001,2\nDD-1002,3')).toEqual(['1: "DD-1001 × 2', '2: DD-1002 × 3'])
  expect(read('\n \n,,\n')).toEqual([])
})

test('a cell that an export of ours defused is what it was', () => {
  expect(read("'=1,2")).toEqual(['1: =1 × 2'])
})
