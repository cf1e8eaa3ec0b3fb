import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

interface Terminal {
  isTTY?: boolean
  env?: Record<string, string>
}

/** What a script that uses the functions of output.ts writes to stdout. */
function printed(script: string, { isTTY = false, env = {} }: Terminal = {}): string {
  const path = JSON.stringify(join(import.meta.dirname, 'output.ts'))
  const source = `process.stdout.isTTY = ${isTTY}
    const { color, printFields, printJson, printTable } = await import(${path})
    ${script}`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', source], { encoding: 'utf8', env })
  return stdout
}

const hostile = JSON.stringify('Tasty\u001B]0;owned\u0007 \u001B[31mFood\u009B2J\r\nInc')

test('terminal commands inside a table or a field are not obeyed', () => {
  const table = printed(`printTable([{ head: 'Business', value: (row) => row }], [${hostile}])`)
  expect(table).toMatch(/^Business\nTasty Food[^\n]*Inc\n$/)
  expect(table).not.toMatch(/[^\P{Cc}\n]/u)
  expect(printed(`printFields({ Business: ${hostile} })`)).not.toMatch(/[^\P{Cc}\n]/u)
})

test('terminal commands inside JSON are escaped and come back as they were', () => {
  const json = printed(`printJson({ name: ${hostile} })`)
  expect(json).not.toMatch(/[^\P{Cc}\n]/u)
  expect(JSON.parse(json)).toEqual({ name: JSON.parse(hostile) })
})

test('a terminal gets colours, unless NO_COLOR is set', () => {
  const script = `printTable([{ head: 'Status', value: (row) => row, paint: color.green }], ['ready'])`
  expect(printed(script, { isTTY: true })).toContain('\u001B[32mready\u001B[39m')
  expect(printed(script, { isTTY: true, env: { NO_COLOR: '1' } })).toBe('Status\nready\n')
  expect(printed(script, { isTTY: true, env: { TERM: 'dumb' } })).toBe('Status\nready\n')
  expect(printed(script)).toBe('Status\nready\n')
})
