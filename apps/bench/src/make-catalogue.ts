import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'

const demo = join(import.meta.dirname, '../../server/demo/catalogue.csv')

/** Houses that nobody has heard of, so that each name stands for many. */
const houses = [
  'ANAND',
  'BHARAT',
  'CHETAK',
  'DEVI',
  'EKTA',
  'GANESH',
  'HIRA',
  'INDUS',
  'JAYA',
  'KESAR',
  'MAYUR',
  'NILGIRI',
]

/**
 * A catalogue of so many products, made of the names of the demo, in the short form; codes `B-1`, `B-2` …
 * @returns CSV
 */
export async function makeCatalogue(products: number): Promise<string> {
  const rows = parse<Record<string, string>>(await readFile(demo, 'utf8'), { columns: true, bom: true })
  const names = rows.flatMap(({ item_description: name, product_category: category }) =>
    name && category ? [{ name: name.replaceAll(',', ' ').replaceAll('"', ''), category }] : [],
  )
  const lines = Array.from({ length: products }, (_, index) => {
    const { name = '', category = '' } = names[index % names.length] ?? {}
    const lap = Math.floor(index / names.length)
    const house = lap === 0 ? '' : `${houses[lap % houses.length]} `
    const price = (1 + ((index * 37) % 9_000) / 100).toFixed(2)
    return `B-${index + 1},${house}${name} ${lap},${category},${price},${index % 50}`
  })
  return ['code,name,category,price,stock', ...lines, ''].join('\n')
}
