import { note } from './output.ts'

const { stderr } = process

/** Shows on stderr what is being done and, where a person looks on, for how long. */
export async function withProgress<Result>(doing: string, work: () => Promise<Result>): Promise<Result> {
  if (!stderr.isTTY) {
    note(`${doing}…`)
    return await work()
  }
  const start = performance.now()
  const draw = (): void => void stderr.write(`\r\u001B[K${doing}… ${Math.floor((performance.now() - start) / 1_000)} s`)
  draw()
  const timer = setInterval(draw, 1_000)
  try {
    return await work()
  } finally {
    clearInterval(timer)
    stderr.write('\r\u001B[K')
  }
}
