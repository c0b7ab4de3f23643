import { downloadLinkToFile as toFile } from '#platform/download-to-file'
import { createVerifier } from './digest.ts'
import { createDownload, type Download } from './download.ts'
import type { FileDownload } from './image-data.ts'
import { createLink, type LinkAccess } from './link.ts'
import { present } from './open-data.ts'
import type { TransferOptions } from './progress.ts'

export interface LinkDownloadOptions extends TransferOptions, LinkAccess {
  /** Whether to hold the data against the digest that comes with it, if one does; true when left out. */
  readonly verify?: boolean
}

export interface LinkFileDownloadOptions extends LinkDownloadOptions {
  /** Go on with what an earlier call left in `PATH.part`. Servers allow that for a minute or so. */
  readonly resume?: boolean
}

/**
 * Downloads what a one-time link leads to: the `url` of `links.create`, or what `machineImages.linkTo` gives. Whoever has
 * that needs no credentials, and can use it once. When the connection breaks, the data goes on where it was.
 */
export async function downloadLink(
  url: string,
  { verify = true, onProgress, ...options }: LinkDownloadOptions = {},
): Promise<Download> {
  const { id, open, recordOf } = createLink(url, options)
  const opened = present(await open(id, options))
  return createDownload(opened, verify ? createVerifier(recordOf(opened)) : undefined, onProgress)
}

/** Node only: as `downloadLink`, and the file appears under its name once it is complete, verified and on disk. */
export async function downloadLinkToFile(
  url: string,
  path: string,
  options: LinkFileDownloadOptions = {},
): Promise<FileDownload> {
  return present(await toFile(createLink(url, options), path, options))
}
