import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type ByteRange, type ImageStore, Problem, readAhead } from '@vitrine/core'

/** What a file is read in. */
export const FILE_BLOCK_BYTES = 1024 * 1024
/** The memory of one download: one block is with the consumer, one is ready or being filled. */
const BUFFERS = 2

/** Starts writing to the disk while more arrives, so that the last sync has little left to do. */
const SYNC_EVERY_BYTES = 64 * 1024 * 1024

/**
 * Keeps each key in one file: `<root>/blobs/ab/abcdef…`. A file is written under `<root>/incoming` and moved when it
 * is whole and durable, so that whatever lies under `blobs` is complete.
 */
export async function createFileImageStore({ root }: { root: string }): Promise<ImageStore> {
  const incoming = join(root, 'incoming')
  const blobs = join(root, 'blobs')
  await mkdir(incoming, { recursive: true, mode: 0o750 })
  await mkdir(blobs, { recursive: true, mode: 0o750 })

  const partPath = (key: string) => join(incoming, assertKey(key))
  const blobPath = (key: string) => join(blobs, assertKey(key).slice(0, 2), key)
  const remove = async (key: string) => {
    await rm(partPath(key), { force: true })
    await rm(blobPath(key), { force: true })
  }

  return {
    scheme: 'file',

    locate: (key) => pathToFileURL(blobPath(key)).href,

    async put(key, bytes, { signal }) {
      // From here on the key is this put's alone: another one under the same key ends at this line.
      const part = await open(partPath(key), 'wx', 0o640).catch((error: unknown) => {
        throw asProblem(error)
      })
      try {
        const size = await writeDurably(part, bytes, signal)
        await publish(partPath(key), blobPath(key))
        return { size }
      } catch (error) {
        // What the disk does not let go of now waits for `delete`; the reason to tell is the first one.
        await remove(key).catch(() => undefined)
        throw asProblem(error)
      }
    },

    async open(key, range) {
      const file = await open(blobPath(key)).catch((error: unknown) => {
        throw hasCode(error, 'ENOENT')
          ? new Problem('imageDataLost', 'The bytes of this image are missing from the file store', { cause: error })
          : asProblem(error)
      })
      try {
        const { size } = await file.stat()
        const wanted = range ?? { start: 0, end: size - 1 }
        if (wanted.end < size) return readAhead(readBlocks(file, wanted))
        throw new Problem('imageDataLost', `The file store has ${size} bytes of this image, fewer than recorded`)
      } catch (error) {
        await file.close()
        throw asProblem(error)
      }
    },

    async delete(key) {
      await remove(key)
      // Whoever asked forgets the key now: no power cut may bring its bytes back.
      await syncFolder(dirname(blobPath(key))).catch((error: unknown) => {
        if (!hasCode(error, 'ENOENT')) throw asProblem(error)
      })
    },
  }
}

async function writeDurably(file: FileHandle, bytes: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<number> {
  try {
    let size = 0
    let synced = 0
    let syncing: Promise<void> = Promise.resolve()
    for await (const chunk of bytes) {
      signal.throwIfAborted()
      for (let offset = 0; offset < chunk.length; ) {
        const { bytesWritten } = await file.write(chunk, offset, chunk.length - offset, size)
        offset += bytesWritten
        size += bytesWritten
      }
      if (size - synced >= SYNC_EVERY_BYTES) {
        await syncing
        syncing = file.datasync()
        syncing.catch(() => undefined)
        synced = size
      }
    }
    await syncing
    signal.throwIfAborted()
    await file.sync()
    return size
  } finally {
    await file.close()
  }
}

/** Moves a whole file to its place and makes the move itself durable. */
async function publish(part: string, path: string): Promise<void> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true })
  await rename(part, path)
  await syncFolder(folder)
  // Also when the folder was there before: whoever made it may not have come this far.
  await syncFolder(dirname(folder))
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Never pipes a file stream: reading into a few reused buffers costs a quarter of the processor time. */
function readBlocks(file: FileHandle, { start, end }: ByteRange): AsyncIterableIterator<Uint8Array, undefined> {
  const buffers: Buffer[] = []
  const length = Math.min(FILE_BLOCK_BYTES, end - start + 1)
  let position = start
  let turn = 0

  async function finish() {
    await file.close()
    return { done: true, value: undefined } as const
  }
  async function readBlock() {
    const buffer = buffers[turn] ?? Buffer.allocUnsafeSlow(length)
    buffers[turn] = buffer
    turn = (turn + 1) % BUFFERS
    const { bytesRead } = await file.read(buffer, 0, Math.min(length, end - position + 1), position)
    if (bytesRead === 0) throw new Problem('imageDataLost', `The file ends at ${position}, before byte ${end}`)
    position += bytesRead
    return { done: false, value: buffer.subarray(0, bytesRead) } as const
  }

  return {
    async next() {
      try {
        return position > end ? await finish() : await readBlock()
      } catch (error) {
        await finish()
        throw error
      }
    },
    // No generator: that would leave the file open when it is given up before its first block.
    return: finish,
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

/** Keys become file names: anything but the letters of a UUID has no business here. */
function assertKey(key: string): string {
  if (!/^[0-9a-z-]{3,64}$/.test(key)) throw new Error(`Not a store key: ${JSON.stringify(key)}`)
  return key
}

function asProblem(error: unknown): unknown {
  if (hasCode(error, 'ENOSPC') || hasCode(error, 'EDQUOT')) {
    return new Problem('storeFull', 'The file store has no space left for this image', { cause: error })
  }
  if (['EACCES', 'EPERM', 'EROFS', 'EIO', 'ENOENT'].some((code) => hasCode(error, code))) {
    return new Problem('storeUnavailable', 'The file store cannot be written or read at the moment', { cause: error })
  }
  return error
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
