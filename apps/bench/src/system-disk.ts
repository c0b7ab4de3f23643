import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { run } from './processes.ts'

/** What compresses as an installed system does, because it is one. */
const SYSTEM = '/usr'
const CONVERT_MS = 600_000

/** A qcow2 of a disk of so many bytes, of which the first `used` are files of this machine. Answers its path. */
export async function makeSystemDisk(
  dir: string,
  { bytes, used, signal }: { bytes: number; used: number; signal: AbortSignal },
): Promise<string> {
  const [raw, disk] = [join(dir, 'system.raw'), join(dir, 'system.qcow2')]
  await writeSystem(raw, used, signal)
  await truncate(raw, bytes)
  await run('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', raw, disk], { signal, timeoutMs: CONVERT_MS })
  await rm(raw)
  return disk
}

async function writeSystem(path: string, bytes: number, signal: AbortSignal): Promise<void> {
  // What it may not read is not there, and no failure.
  const tar = spawn('tar', ['-cf', '-', SYSTEM], { stdio: ['ignore', 'pipe', 'ignore'], signal })
  const gone = once(tar, 'close')
  await pipeline(firstBytes(tar.stdout, bytes), createWriteStream(path), { signal })
  tar.kill('SIGKILL')
  await gone
}

async function* firstBytes(chunks: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let left = bytes
  for await (const chunk of chunks) {
    yield chunk.subarray(0, left)
    left -= chunk.length
    if (left <= 0) return
  }
}
