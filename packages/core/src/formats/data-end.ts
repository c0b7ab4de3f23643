import { END_BYTES, type Part } from './probe.ts'

/** Remembers the last bytes of data that flows by. */
export function createDataEnd() {
  const memory = Buffer.alloc(END_BYTES)
  let size = 0

  return {
    update(piece: Uint8Array): void {
      const bytes = piece.subarray(-END_BYTES)
      memory.copyWithin(0, bytes.length)
      memory.set(bytes, END_BYTES - bytes.length)
      size += piece.length
    },

    size: () => size,

    read(): Part {
      const length = Math.min(size, END_BYTES)
      return { bytes: Buffer.from(memory.subarray(END_BYTES - length)), offset: size - length }
    },
  }
}
