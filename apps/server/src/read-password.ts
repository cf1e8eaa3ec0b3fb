import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { StartError } from './env.ts'

/**
 * A password from stdin: asked for twice and not shown where a person types, else all that comes.
 * @throws StartError where the two differ, or nobody answers
 */
export async function readPassword(): Promise<string> {
  // Only the line end that `echo` and editors add is no part of it.
  if (!process.stdin.isTTY) return (await text(process.stdin)).replace(/\r?\n$/, '')
  const typed = await ask('Password: ')
  if (typed !== (await ask('Once more: '))) throw new StartError('The two passwords differ: nothing was changed.')
  return typed
}

/** Echo goes to a stream that shows nothing. */
async function ask(question: string): Promise<string> {
  const output = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output, terminal: true })
  process.stderr.write(question)
  try {
    return await lines.question('')
  } catch (cause) {
    // Ctrl-C and Ctrl-D.
    throw new StartError('Stopped: nothing was changed.', { cause })
  } finally {
    process.stderr.write('\n')
    lines.close()
  }
}
