import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { DataRecord } from '../image-data.ts'

/** A file on its way to its name, with a note beside it that says what it is a part of. */
export interface PartFile {
  readonly path: string
  /** What an earlier download left of the data of this image. */
  find(image: DataRecord): Promise<{ readonly size: number; readonly etag?: string | undefined }>
  /** What an earlier download noted of this image; undefined when it was of another. */
  noted(id: string): Promise<DataRecord | undefined>
  /** Starts over, for this data. */
  begin(image: DataRecord, etag: string | undefined): Promise<void>
  /** Gives the file its name, for good: also after a power failure. */
  complete(): Promise<void>
  remove(): Promise<void>
}

export function createPartFile(target: string): PartFile {
  const path = `${target}.part`
  const note = `${path}.json`
  const readNote = async (): Promise<DataRecord & { readonly etag?: string }> =>
    JSON.parse(await readFile(note, 'utf8'))
  return {
    path,
    async find(image) {
      try {
        const [{ size }, { etag, ...noted }] = await Promise.all([stat(path), readNote()])
        // The data of an id never changes; the digests only guard against an id of another server.
        const same = JSON.stringify(noted) === JSON.stringify(identityOf(image))
        return same && size <= (image.size ?? 0) ? { size, etag } : { size: 0 }
      } catch {
        return { size: 0 }
      }
    },
    async noted(id) {
      const noted = await readNote().catch(() => undefined)
      return noted?.id === id ? noted : undefined
    },
    async begin(image, etag) {
      await writeFile(path, '')
      await writeFile(note, `${JSON.stringify({ ...identityOf(image), etag })}\n`)
    },
    async complete() {
      await rename(path, target)
      await syncDirectory(dirname(target))
      await rm(note, { force: true })
    },
    async remove() {
      await Promise.all([rm(path, { force: true }), rm(note, { force: true })])
    },
  }
}

const identityOf = ({ id, size, checksum, os_hash_algo, os_hash_value }: DataRecord) => ({
  id,
  size,
  checksum,
  os_hash_algo,
  os_hash_value,
})

async function syncDirectory(path: string): Promise<void> {
  // Windows has no such thing.
  if (process.platform === 'win32') return
  const directory = await open(path)
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}
