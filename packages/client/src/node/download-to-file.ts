import { access, constants, open as openFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createVerifier, type Verifier } from '../digest.ts'
import { DigestMismatchError, TransferError } from '../errors.ts'
import type { DataRecord, FileDownload, FileDownloadOptions, ShowRecord } from '../image-data.ts'
import type { LinkedData } from '../link.ts'
import type { OpenData, OpenedData } from '../open-data.ts'
import { progressOf } from '../progress.ts'
import { createBlockWriter } from './block-writer.ts'
import { blocks } from './file-source.ts'
import { createPartFile, type PartFile } from './part-file.ts'

interface DownloadSource {
  readonly show: ShowRecord
  readonly open: OpenData
  /** Whether it can be opened in the middle. */
  readonly resumable: boolean
}

export async function downloadToFile(
  { show, open, resumable }: DownloadSource,
  id: string,
  path: string,
  options: FileDownloadOptions,
): Promise<FileDownload | undefined> {
  const image = await show(id, { signal: options.signal })
  const part = createPartFile(path)
  const rest = (options.resume && (await openRest(open, part, image, options))) || (await openAll(open, image, options))
  if (rest === undefined) return undefined
  if (rest.start === 0) await part.begin(image, rest.opened?.etag)
  try {
    const size = await writeRest(part, rest, image.size ?? rest.opened?.size, options)
    if (image.size !== null && size !== image.size) {
      throw new TransferError(`The data has ${size} bytes, and the image ${image.size}`)
    }
    rest.verifier?.finish()
    await part.complete()
    return { size, resumedAt: rest.start, digest: rest.verifier?.expected }
  } catch (error) {
    if (!resumable || error instanceof DigestMismatchError) await part.remove()
    throw error
  }
}

/** The same of data that nobody can be asked of: a note beside the file says what it is, or else its own answer. */
export async function downloadLinkToFile(
  { id, open, recordOf }: LinkedData,
  path: string,
  options: FileDownloadOptions,
): Promise<FileDownload | undefined> {
  const noted = options.resume ? await createPartFile(path).noted(id) : undefined
  if (noted) return downloadToFile({ show: async () => noted, open, resumable: true }, id, path, options)
  // There is no second try with a link that was used for nothing.
  await access(dirname(path), constants.W_OK)
  const opened = await open(id, { signal: options.signal })
  if (opened === undefined) return undefined
  const fresh = { show: async () => recordOf(opened), open: async () => opened, resumable: true }
  return downloadToFile(fresh, id, path, { ...options, resume: false })
}

/** What is still to come, and the hash of what is there. */
interface Rest {
  readonly start: number
  /** Undefined when nothing is missing. */
  readonly opened: OpenedData | undefined
  readonly verifier: Verifier | undefined
}

async function openAll(
  open: OpenData,
  image: DataRecord,
  { prefer, verify = true, signal }: FileDownloadOptions,
): Promise<Rest | undefined> {
  const opened = await open(image.id, { prefer, signal })
  // Some servers answer `no content` also for an image of size 0, which is data too.
  if (opened === undefined && image.size !== 0) return undefined
  return { start: 0, opened, verifier: verify ? createVerifier(image, opened?.contentMd5) : undefined }
}

/** Undefined when there is nothing to go on with. */
async function openRest(
  open: OpenData,
  part: PartFile,
  image: DataRecord,
  { prefer, verify = true, signal }: FileDownloadOptions,
): Promise<Rest | undefined> {
  const { size: start, etag } = await part.find(image)
  if (start === 0) return undefined
  const verifier = verify ? createVerifier(image) : undefined
  // Before the request: a server does not wait for ever until its data is taken.
  if (verifier) {
    for await (const block of blocks(part.path, start)) {
      signal?.throwIfAborted()
      verifier.update(block)
    }
  }
  if (start === image.size) return { start, opened: undefined, verifier }
  const opened = await open(image.id, { prefer, range: { start }, ifRange: etag, signal })
  if (opened?.range?.start === start) return { start, opened, verifier }
  if (opened?.range) throw new TransferError(`The server sends bytes from ${opened.range.start}, not from ${start}`)
  // All of it, because the server cannot do ranges or has other data by now.
  return opened && { start: 0, opened, verifier: verify ? createVerifier(image, opened.contentMd5) : undefined }
}

/** Returns the size of the whole file. What came before a failure is kept. */
async function writeRest(
  part: PartFile,
  { start, opened, verifier }: Rest,
  total: number | undefined,
  { onProgress }: FileDownloadOptions,
): Promise<number> {
  const file = await openFile(part.path, 'r+')
  try {
    const onBlock = (block: Uint8Array) => verifier?.update(block)
    const writer = createBlockWriter(file, { position: start, onBlock })
    let transferred = start
    try {
      for await (const chunk of opened?.body ?? []) {
        const wait = writer.write(chunk)
        if (wait) await wait
        transferred += chunk.byteLength
        onProgress?.(progressOf(transferred, total))
      }
    } finally {
      await writer.end()
    }
    await file.sync()
    return transferred
  } finally {
    await file.close()
  }
}
