import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

const main = join(import.meta.dirname, '../../admin-cli/src/main.ts')

export interface DesiResult {
  exitCode: number | null
  stdout: string
  stderr: string
}

/** Runs the staff command line as staff would, with a configuration folder of its own. */
export function desiAt(url: string, configFolder: string) {
  return async (args: string[], input = ''): Promise<DesiResult> => {
    const env = { ...process.env, DESI_URL: url, XDG_CONFIG_HOME: configFolder, NO_COLOR: '1', DESI_TOKEN: '' }
    const child = spawn(process.execPath, [main, ...args], { env, stdio: 'pipe' })
    child.stdin.end(input)
    const exited = new Promise<number | null>((resolve) => void child.on('exit', resolve))
    const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), exited])
    return { exitCode, stdout, stderr }
  }
}

export type Desi = ReturnType<typeof desiAt>
