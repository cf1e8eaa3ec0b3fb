import colors from 'picocolors'

/** Something did not come out as the story says it must. */
export class Surprise extends Error {
  override readonly name = 'Surprise'
}

/** @throws Surprise where what was seen is not what the story says */
export function expect(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Surprise(otherwise)
}

let count = 0

/**
 * Plays one step and prints it with its result and its time.
 * @param play answers the result to print, and what the next steps need
 */
export async function step<T>(title: string, play: () => Promise<{ said: string; got: T }>): Promise<T> {
  const start = performance.now()
  const number = String(++count).padStart(2)
  try {
    const { said, got } = await play()
    console.log(
      `${colors.green('✓')} ${number} ${title} ${colors.dim(`(${Math.round(performance.now() - start)} ms)`)}`,
    )
    if (said) console.log(said.replace(/^/gm, '     '))
    return got
  } catch (error) {
    console.log(`${colors.red('✗')} ${number} ${title}`)
    throw error
  }
}
