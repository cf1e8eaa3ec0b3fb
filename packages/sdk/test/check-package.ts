import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * `pnpm check:sdk`: packs the SDK as it would be published and proves the package from outside: its
 * manifest, how its types resolve, and a stranger's project that compiles against it.
 */
const root = join(import.meta.dirname, '..')
const run = (cwd: string, command: string, ...args: string[]): void =>
  void execFileSync(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] })

const outside = mkdtempSync(join(tmpdir(), 'desideliver-consumer-'))
try {
  run(root, 'pnpm', 'pack', '--pack-destination', outside)
  const tarball = readdirSync(outside).find((name) => name.endsWith('.tgz'))
  if (!tarball) throw new Error('pnpm pack made no tarball')
  run(root, 'publint', join(outside, tarball), '--strict')
  run(root, 'attw', join(outside, tarball), '--profile', 'esm-only', '--no-emoji')
  cpSync(join(import.meta.dirname, 'consumer'), outside, { recursive: true })
  run(outside, 'pnpm', 'add', '--silent', '--ignore-workspace', `./${tarball}`)
  // The compiler of the project, on a project that knows nothing of it.
  run(outside, join(root, '../../node_modules/.bin/tsc'), '-p', outside)
  const types = statSync(join(root, 'dist/index.d.ts')).size
  console.log(`The packed SDK compiles in a project outside; its types are ${(types / 1024).toFixed(0)} kB.`)
} finally {
  rmSync(outside, { recursive: true, force: true })
}
