import { mkdir, mkdtemp, open, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem, type Scratch, type ScratchFolder } from '@vitrine/core'

/** What a file is read in. */
const BLOCK_BYTES = 1024 * 1024

/** Folders in `dir`, where nobody else keeps anything: what an earlier process left there is removed now. */
export async function createFileScratch({ dir }: { readonly dir: string }): Promise<Scratch> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  // Not `dir` itself: it may be a link to where there is more room.
  for (const name of await readdir(dir)) await rm(join(dir, name), { recursive: true })

  return {
    async use(work) {
      const folder = await mkdtemp(join(dir, 'work-')).catch((error: unknown) => {
        throw asProblem(error)
      })
      try {
        return await work(folderAt(folder))
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
  }
}

function folderAt(folder: string): ScratchFolder {
  const path = (name: string) => join(folder, name)
  return {
    path,
    async write(name, bytes, { signal }) {
      try {
        await writeFile(path(name), bytes, { flag: 'wx', signal })
      } catch (error) {
        signal.throwIfAborted()
        throw asProblem(error)
      }
    },
    size: async (name) => (await stat(path(name))).size,
    open: async (name) => blocksOf(path(name)),
  }
}

/** Never by a file stream, which allocates every block. */
async function* blocksOf(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await open(path)
  try {
    const block = Buffer.allocUnsafeSlow(BLOCK_BYTES)
    for (;;) {
      const { bytesRead } = await file.read(block, 0, BLOCK_BYTES)
      if (bytesRead === 0) return
      yield block.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

function asProblem(error: unknown): unknown {
  const isFull = error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
  if (!isFull) return error
  return new Problem('storeFull', 'The server has no space left for disks that it converts', { cause: error })
}
