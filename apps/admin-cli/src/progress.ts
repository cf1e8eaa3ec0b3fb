import { note } from './output.ts'

const { stderr } = process

/**
 * Shows on stderr what is being done and, where a person looks on, for how long.
 * @param work may tell how far it is; that is shown only where a person looks on
 */
export async function withProgress<Result>(
  doing: string,
  work: (tell: (doing: string) => void) => Promise<Result>,
): Promise<Result> {
  if (!stderr.isTTY) {
    note(`${doing}…`)
    return await work(() => {})
  }
  const start = performance.now()
  let shown = doing
  const draw = (): void => void stderr.write(`\r\u001B[K${shown}… ${Math.floor((performance.now() - start) / 1_000)} s`)
  draw()
  const timer = setInterval(draw, 1_000)
  try {
    return await work((now) => {
      shown = now
      draw()
    })
  } finally {
    clearInterval(timer)
    stderr.write('\r\u001B[K')
  }
}
