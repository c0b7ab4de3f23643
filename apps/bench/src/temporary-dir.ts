import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'

/** Lends a directory that is gone afterwards, even when the process leaves at once. */
export async function withTemporaryDir<T>(prefix: string, use: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(prefix)
  const removeNow = () => rmSync(dir, { recursive: true, force: true })
  process.once('exit', removeNow)
  try {
    return await use(dir)
  } finally {
    await rm(dir, { recursive: true, force: true })
    process.removeListener('exit', removeNow)
  }
}
