import type { FileHandle } from 'node:fs/promises'

const BLOCK = 1024 * 1024

export interface BlockWriter {
  /** A promise when the disk is behind: wait for it before the next call. */
  write(chunk: Uint8Array): Promise<void> | undefined
  /** Everything given so far is in the file. */
  end(): Promise<void>
}

/** Gathers the small pieces in which a socket is read into large writes, and takes new ones while the disk works. */
export function createBlockWriter(
  file: FileHandle,
  { position, onBlock }: { position: number; onBlock: (block: Uint8Array) => void },
): BlockWriter {
  let current = Buffer.allocUnsafeSlow(BLOCK)
  let spare = Buffer.allocUnsafeSlow(BLOCK)
  let filled = 0
  let end = position
  let writing = Promise.resolve()

  async function flush(): Promise<void> {
    await writing
    const block = current.subarray(0, filled)
    writing = writeAll(file, block, end)
    writing.catch(() => undefined)
    end += filled
    filled = 0
    current = spare
    spare = block.length === BLOCK ? block : Buffer.allocUnsafeSlow(BLOCK)
    onBlock(block)
  }

  async function writeFrom(chunk: Uint8Array, offset: number): Promise<void> {
    await flush()
    await write(chunk.subarray(offset))
  }

  function write(chunk: Uint8Array): Promise<void> | undefined {
    const taken = Math.min(chunk.byteLength, BLOCK - filled)
    current.set(taken === chunk.byteLength ? chunk : chunk.subarray(0, taken), filled)
    filled += taken
    return filled === BLOCK ? writeFrom(chunk, taken) : undefined
  }

  return {
    write,
    async end() {
      if (filled > 0) await flush()
      await writing
    },
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.byteLength - done, position + done)
    done += bytesWritten
  }
}
