import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** `pnpm sizes`: how long the files are. The limits themselves are lint rules. */
const tracked = execFileSync('git', ['ls-files', '*.ts'], { encoding: 'utf8' }).trim().split('\n')
const sources = tracked.filter((file) => !/\.test\.ts$|\/migrations\/m/.test(file))
const lengths = sources
  .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length - 1 }))
  .toSorted((a, b) => a.lines - b.lines)
const at = (share: number) => lengths[Math.min(lengths.length - 1, Math.floor(lengths.length * share))]

console.log(`${lengths.length} files: median ${at(0.5)?.lines} lines, 90th percentile ${at(0.9)?.lines}`)
console.log(
  `longest: ${lengths
    .slice(-3)
    .map(({ file, lines }) => `${file} ${lines}`)
    .join(', ')}`,
)
