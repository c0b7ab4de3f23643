import { randomFillSync } from 'node:crypto'
import { copyFile, open, statfs, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImageApi } from './image-api.ts'
import type { LoadClient } from './load.ts'
import type { Row } from './report.ts'
import { withTemporaryDir } from './temporary-dir.ts'
import type { TransferClient } from './transfer.ts'

/** What a measure may use. */
export interface Bench {
  /** Where servers of this bench keep their data. */
  readonly dir: string
  /** bytes of the image that travels */
  readonly size: number
  readonly runs: number
  /** How many connections ask at once where a rate is measured. */
  readonly connections: number
  /** How long a rate is measured. */
  readonly seconds: number
  /** Sizes of the two catalogues that are listed, and of the one whose pages are timed beside those of the small one. */
  readonly catalogues: { readonly small: number; readonly large: number; readonly huge: number }
  /** How long the peer's catalogue may be filled for. */
  readonly peerFillSeconds: number
  /** Images the peer had before, where somebody knows that. */
  readonly peerImages: number | undefined
  readonly glance: ImageApi | { readonly missing: string }
  /** Path of the program, if it is here. */
  readonly nginx: string | undefined
  readonly transfer: TransferClient
  readonly load: LoadClient
  readonly source: SourceFiles
  readonly signal: AbortSignal
  say(text: string): void
}

export interface Measure {
  readonly name: string
  run(bench: Bench): Promise<Row[]>
}

/** Files of random bytes, each made once. */
export interface SourceFiles {
  path(bytes: number): Promise<string>
}

const MEMORY_DIR = '/dev/shm'
const CHUNK_BYTES = 4 * 1024 * 1024

/** Lends the source files. They lie in memory where there is plenty, so that reading them disturbs no disk. */
export async function withSourceFiles<T>(
  { dir, largest }: { dir: string; largest: number },
  use: (source: SourceFiles) => Promise<T>,
): Promise<T> {
  const isRoomy = await freeBytes(MEMORY_DIR).then(
    (free) => free > 4 * largest,
    () => false,
  )
  return withTemporaryDir(join(isRoomy ? MEMORY_DIR : dir, 'vitrine-bench-'), async (home) => {
    const sizes = new Set<number>()
    const pathOf = (bytes: number) => join(home, `${bytes}.img`)
    return use({
      async path(bytes) {
        if (sizes.has(bytes)) return pathOf(bytes)
        const larger = [...sizes].find((size) => size > bytes)
        if (larger === undefined) await writeRandom(pathOf(bytes), bytes)
        else {
          await copyFile(pathOf(larger), pathOf(bytes))
          await truncate(pathOf(bytes), bytes)
        }
        sizes.add(bytes)
        return pathOf(bytes)
      },
    })
  })
}

async function writeRandom(path: string, bytes: number): Promise<void> {
  const file = await open(path, 'w')
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES)
    for (let written = 0; written < bytes; written += CHUNK_BYTES) {
      randomFillSync(chunk)
      await file.write(chunk, 0, Math.min(CHUNK_BYTES, bytes - written))
    }
  } finally {
    await file.close()
  }
}

export async function freeBytes(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir)
  return bavail * bsize
}

export const MIB = 1024 * 1024

/** `1 GiB`, `512 MiB` */
export function sizeText(bytes: number): string {
  return bytes % (1024 * MIB) === 0 ? `${bytes / (1024 * MIB)} GiB` : `${Math.round(bytes / MIB)} MiB`
}
