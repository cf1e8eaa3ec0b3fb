import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createOpenApiDocument } from '@desideliver/api'

/** `pnpm openapi`: writes the document of the REST surface; with `--check` it only compares. */
const file = join(import.meta.dirname, '../../../docs/openapi.json')
const document = `${JSON.stringify(createOpenApiDocument('/api'), null, 2)}\n`

if (!process.argv.includes('--check')) await writeFile(file, document)
else if ((await readFile(file, 'utf8').catch(() => '')) !== document) {
  console.error('docs/openapi.json is behind the code: run pnpm openapi and commit it.')
  process.exitCode = 1
}
