import { gunzipSync } from 'node:zlib'
import { ServerFailure } from './status.ts'

const BLOCK = 512

interface Entry {
  readonly kind: string
  readonly bytes: Buffer
}

function* entriesOf(tar: Buffer): Generator<Entry> {
  let at = 0
  // Two blocks of zeros end an archive.
  while (at + BLOCK <= tar.length && tar[at] !== 0) {
    const header = tar.subarray(at, at + BLOCK)
    const size = Number.parseInt(header.toString('latin1', 124, 136), 8)
    const kind = header.toString('latin1', 156, 157)
    yield { kind, bytes: tar.subarray(at + BLOCK, at + BLOCK + size) }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
}

const unpack = (bytes: Buffer): Entry[] => {
  try {
    return [...entriesOf(gunzipSync(bytes))]
  } catch (error) {
    throw new ServerFailure(`this is no archive: ${(error as Error).message}`, 'a .tar.gz', `${bytes.length} bytes`)
  }
}

/** The file in a `.tar.gz` that holds one; other entries say how it is called. */
export const fileIn = (archive: Buffer): Buffer => {
  const files = unpack(archive).filter(({ kind }) => kind === '0' || kind === '\0')
  const [file] = files
  if (file === undefined || files.length > 1)
    throw new ServerFailure('the archive does not hold one file', '1', `${files.length}`)
  return file.bytes
}
