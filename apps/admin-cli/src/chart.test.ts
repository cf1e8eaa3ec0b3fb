import { expect, test } from 'vitest'
import { drawBars, drawSparkline } from './chart.ts'

test('bars are as long as their values, and something is never drawn as nothing', () => {
  const bars = [
    { label: 'pending', value: 200, text: '200' },
    { label: 'ready', value: 100, text: '100' },
    { label: 'delivered', value: 1, text: '1' },
    { label: 'cancelled', value: 0, text: '0' },
  ]
  expect(drawBars(bars, 30).split('\n')).toEqual([
    'pending    ██████████████  200',
    'ready      ███████         100',
    'delivered  ▏                 1',
    'cancelled                    0',
  ])
})

test('bars fit a narrow terminal: what stands before them is cut', () => {
  const bar = { label: 'DD-1001 MITHILA BASMATI RICE 2X20LB', value: 4, text: '4' }
  for (const line of drawBars([bar], 30).split('\n')) expect(line.length).toBeLessThanOrEqual(30)
})

test('a sparkline has a character for each value, or for several where they do not fit', () => {
  expect(drawSparkline([0, 1, 4, 8], 10)).toBe(' ▁▄█')
  expect(drawSparkline([1, 1, 1, 1, 2, 2], 3)).toBe('▄▄█')
  expect(drawSparkline([0, 0], 10)).toBe('  ')
})
