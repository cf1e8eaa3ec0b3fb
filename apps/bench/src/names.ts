import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findBrand, parsePack } from '@desideliver/db'
import { parse } from 'csv-parse/sync'

const root = join(import.meta.dirname, '../../..')
const catalogue = join(root, '../shared/data/CompleteCatalog.csv')
const checked = join(root, 'apps/bench/data/checked-names.csv')

const rowsOf = (file: string): Record<string, string>[] =>
  parse(readFileSync(file, 'utf8'), { columns: true, bom: true })

/**
 * `pnpm bench names`: what is read from names. The share of the real catalogue of which pack and brand are known, and
 * how many of the names drawn by chance are read otherwise than a person did.
 */
export function benchNames(): Promise<void> {
  if (existsSync(catalogue)) tellCoverage()
  const rows = rowsOf(checked)
  for (const [what, read] of Object.entries({ pack: readPack, brand: readBrand })) {
    const wrong = rows.filter((row) => read(row) !== row[what])
    console.log(`${what}: ${wrong.length} of ${rows.length} checked by eye are read otherwise`)
    for (const row of wrong) console.log(`  ${row['name']}: ${read(row) || 'unknown'}, not ${row[what] || 'unknown'}`)
  }
  return Promise.resolve()
}

function tellCoverage(): void {
  const names = rowsOf(catalogue).flatMap(({ item_description: name = '', product_category: category = '' }) =>
    name.trim() ? [{ name: name.trim(), category }] : [],
  )
  const share = (count: number): string => `${((count / names.length) * 100).toFixed(1)} %`
  const packs = names.filter((row) => readPack(row) !== '').length
  const brands = names.filter((row) => readBrand(row) !== '').length
  console.log(`Of ${names.length} names the pack is known of ${share(packs)}, the brand of ${share(brands)}`)
}

function readPack({ name = '', category = '' }: Record<string, string>): string {
  const pack = parsePack(name, category)
  return pack ? `${pack.unitsPerCase ?? '?'} x ${pack.unitSize ?? '?'} ${pack.unit ?? '?'}` : ''
}

const readBrand = ({ name = '' }: Record<string, string>): string => findBrand(name) ?? ''
