import { setTimeout as sleep } from 'node:timers/promises'
import type { DesiDeliverClient, Export } from '@desideliver/sdk'
import { CliError } from '../../cli-error.ts'
import { exitCodes } from '../../exit-codes.ts'
import { withProgress } from '../../progress.ts'
import { writeDownload } from '../../write-download.ts'
import { progressOf } from './export-table.ts'

const FIRST_WAIT_MS = 100
const LONGEST_WAIT_MS = 2_000

/**
 * Looks at an export until it is finished, and shows how far it is.
 * @throws CliError where it has failed
 */
export function waitForExport({ api }: DesiDeliverClient, id: string): Promise<Export> {
  return withProgress('Waiting for the export', async (tell) => {
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 1.5, LONGEST_WAIT_MS)) {
      const found = await api.exports.get.query({ id })
      if (found.status === 'finished') return found
      if (found.status === 'failed') throw failed(found)
      tell(`Waiting for the export (${found.status}, ${progressOf(found)})`)
      await sleep(wait)
    }
  })
}

/** @param out `-` is stdout; the export's own name where left out */
export async function downloadFinished(client: DesiDeliverClient, { id }: Export, out?: string): Promise<void> {
  await writeDownload(await client.downloadExport(id), { told: 'The export is', out })
}

const failed = ({ error }: Export): CliError =>
  new CliError(`The export has failed: ${error ?? 'nobody knows why'}`, {
    exitCode: exitCodes.failed,
    nextStep: 'Request it anew: desi exports request --help',
  })
