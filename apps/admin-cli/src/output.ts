import { stripVTControlCharacters } from 'node:util'
import pc from 'picocolors'
import { type Column, fitTable, wrapFields } from './table.ts'

const { env, stderr, stdout } = process

const wantsColor = (stream: NodeJS.WriteStream): boolean => stream.isTTY && !env.NO_COLOR && env.TERM !== 'dumb'

/** Colours for stdout: none unless a person looks at it. */
export const color = pc.createColors(wantsColor(stdout))
const errorColor = pc.createColors(wantsColor(stderr))

/** In characters. */
export const terminalWidth = (): number => stdout.columns || Number(env.COLUMNS) || 80

/** The answer of a command for programs, alone on stdout. */
export function printJson(value: unknown): void {
  // JSON leaves these as they are, and terminals may obey them.
  stdout.write(`${JSON.stringify(value, null, 2).replace(/[\u007F-\u009F]/g, toEscape)}\n`)
}

/** One of many answers for programs, as they come: each on a line of its own. */
export function printJsonLine(value: unknown): void {
  stdout.write(`${JSON.stringify(value).replace(/[\u007F-\u009F]/g, toEscape)}\n`)
}

const toEscape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** A table no wider than the terminal: what does not fit is cut with `…`, then columns go from the right. */
export function printTable<Row>(columns: Column<Row>[], rows: Row[]): void {
  const plain = columns.map(({ value, ...column }) => ({ ...column, value: (row: Row) => toLine(value(row)) }))
  const heads = columns.map(({ head }) => color.bold(head))
  stdout.write(`${fitTable(plain, { rows, heads, width: terminalWidth() })}\n`)
}

/** Names and values below each other; long values wrap, unknown ones are left out. */
export function printFields(fields: Record<string, string | number | null>): void {
  const known = Object.entries(fields).filter(([, value]) => value !== null && value !== '')
  const painted = known.map(([name, value]) => [color.bold(name), toText(String(value))] as const)
  stdout.write(`${wrapFields(painted, terminalWidth())}\n`)
}

/** A text that people go on with, alone on stdout. */
export const printText = (text: string): void => void stdout.write(`${toText(text)}\n`)

/** What was drawn for the width of the terminal. */
export const printDrawing = (drawing: string): void => void stdout.write(`${drawing}\n`)

/** A heading between parts of one answer. */
export const printHeading = (text: string): void => void stdout.write(`\n${color.bold(text)}\n`)

/** Tells the person something that is no data. */
export const note = (text: string): void => void stderr.write(`${toText(text)}\n`)

export const noteDone = (text: string): void => void stderr.write(`${errorColor.green('✓')} ${toText(text)}\n`)

/** What went wrong, and what to do now. */
export function noteError(what: string, nextStep: string): void {
  stderr.write(`${errorColor.red('error:')} ${toLine(what)}\n${toLine(nextStep)}\n`)
}

/** Texts come from customers and files: one that holds terminal commands must not be obeyed. */
const toText = (text: string): string => stripVTControlCharacters(text).replace(/[^\P{Cc}\n]/gu, ' ')

/** Safe to show in one line; null is a dash. */
export const toLine = (value: string | number | null): string => toText(String(value ?? '–')).replaceAll('\n', ' ')
