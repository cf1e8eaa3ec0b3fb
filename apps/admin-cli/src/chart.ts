import { fitTable } from './table.ts'

interface Bar {
  label: string
  value: number
  /** Shown behind the bar. */
  text: string
}

const WIDEST_BAR = 30
/** Labels are cut before bars say nothing any more. */
const NARROWEST_BAR = 8
const GAPS = 4

const longest = (texts: string[]): number => Math.max(...texts.map((text) => text.length), 0)

/** Bars below each other, the largest as wide as there is room for. */
export function drawBars(bars: Bar[], width: number): string {
  const most = Math.max(...bars.map(({ value }) => value), 1)
  const beside = longest(bars.map(({ label }) => label)) + longest(bars.map(({ text }) => text)) + GAPS
  const room = Math.max(NARROWEST_BAR, Math.min(WIDEST_BAR, width - beside))
  const columns = [
    { head: '', value: ({ label }: Bar) => label, shrinksTo: 12 },
    { head: '', value: ({ value }: Bar) => drawBar((value / most) * room) },
    { head: '', value: ({ text }: Bar) => text, align: 'right' as const },
  ]
  const table = fitTable(columns, { rows: bars, heads: ['', '', ''], width })
  return table.split('\n').slice(1).join('\n')
}

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

function drawBar(length: number): string {
  const parts = Math.round(length * 8)
  // Something is never drawn as nothing.
  return '█'.repeat(Math.floor(parts / 8)) + (eighths[parts % 8] ?? '') || (length > 0 ? '▏' : '')
}

const heights = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']

/** A line of as many characters as there are values, or as fit: then several values share one. */
export function drawSparkline(values: number[], width: number): string {
  const each = Math.max(1, Math.ceil(values.length / width))
  const shown: number[] = []
  for (let start = 0; start < values.length; start += each)
    shown.push(values.slice(start, start + each).reduce((total, value) => total + value, 0))
  const most = Math.max(...shown, 1)
  return shown.map((value) => (value === 0 ? ' ' : (heights[Math.ceil((value / most) * 8) - 1] ?? '█'))).join('')
}
