import { createFormatInspector, type Inspection, inspectAtRest } from '../../src/index.ts'

/** What the inspector says of data that comes in one piece. */
export function inspect(data: Uint8Array): Inspection {
  return inspectPieces([data])
}

/** Each piece is overwritten when it was looked at, as the data path does with its blocks. */
export function inspectPieces(pieces: Iterable<Uint8Array>): Inspection {
  const inspector = createFormatInspector()
  for (const piece of pieces) {
    const lent = new Uint8Array(piece)
    inspector.update(lent)
    lent.fill(0xee)
  }
  return inspector.finish()
}

/** What is said of data that can be read at any place, and of no place beyond its end. */
export function inspectStill(data: Buffer, onRead?: (length: number) => void): Promise<Inspection> {
  return inspectAtRest(data.length, async (from, length) => {
    if (from + length > data.length) throw new RangeError(`Reads ${length} bytes at ${from} of ${data.length}`)
    onRead?.(length)
    return data.subarray(from, from + length)
  })
}

/** Names of the formats, and of the checks that each fails. */
export function verdict({ formats }: Inspection): string[] {
  return formats.map(({ name, faults }) => [name, ...faults.map(({ check }) => check)].join(' '))
}

/** A copy with a change. */
export function changed(image: Buffer, change: (copy: Buffer) => void): Buffer {
  const copy = Buffer.from(image)
  change(copy)
  return copy
}
