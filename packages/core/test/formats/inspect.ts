import { createFormatInspector, type Inspection } from '../../src/index.ts'

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
