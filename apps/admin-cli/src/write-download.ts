import { noteDone } from './output.ts'
import { withProgress } from './progress.ts'
import { saveDownload } from './save-download.ts'

interface Writing {
  /** What is in it, such as `The orders are`. */
  told: string
  /** `-` is stdout; the download's own name where left out. */
  out: string | undefined
}

/** Writes a download where a person wants it, and says on stderr where that is. */
export async function writeDownload(
  download: { fileName: string; body: ReadableStream<Uint8Array> },
  { told, out }: Writing,
): Promise<void> {
  const path = out ?? download.fileName
  await withProgress(`Writing ${path === '-' ? download.fileName : path}`, () => saveDownload(download, path))
  if (path !== '-') noteDone(`${told} in ${path}.`)
}
