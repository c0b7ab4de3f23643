import type { PackedFile } from '@vitrine/core'
import { Header, Pax } from 'tar'

const RECORD = 512
/** Two empty records end an archive. */
const END = Buffer.alloc(2 * RECORD)

/** A tar archive: the bytes of the files go through as they are lent. What it says of a file is name, size and time. */
export async function* tarOf(files: Iterable<PackedFile>, modifiedAt: Date): AsyncGenerator<Uint8Array, void> {
  for (const file of files) {
    yield headerOf(file, modifiedAt)
    yield* wholeFile(file)
    yield END.subarray(0, -file.size & (RECORD - 1))
  }
  yield END
}

function headerOf({ name, size }: PackedFile, mtime: Date): Uint8Array {
  const facts = { path: name, size, mtime, mode: 0o644, uid: 0, gid: 0 }
  const block = Buffer.alloc(RECORD)
  const needsMore = new Header({ ...facts, type: 'File' }).encode(block)
  // The names and sizes of the old format are short: what does not fit goes into a header of its own, before this one.
  return needsMore ? Buffer.concat([new Pax(facts).encode(), block]) : block
}

/** An archive whose file is not as long as its header says is damaged from there on: nobody may take it for a whole one. */
async function* wholeFile(file: PackedFile): AsyncGenerator<Uint8Array, void> {
  let size = 0
  for await (const chunk of await file.open()) {
    size += chunk.length
    if (size > file.size) break
    yield chunk
  }
  if (size === file.size) return
  throw new Error(
    `${file.name} is ${size < file.size ? 'shorter' : 'longer'} than the ${file.size} bytes it should have`,
  )
}
