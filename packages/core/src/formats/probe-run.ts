import type { DetectedFormat } from './detected-format.ts'
import type { Part, Probe } from './probe.ts'

const NOTHING = Buffer.alloc(0)

export type ProbeRun = ReturnType<typeof createProbeRun>

/** Leads one probe through data that comes in pieces of any size. */
export function createProbeRun(probe: Probe) {
  let step = probe.next()
  let wished = NOTHING
  let filled = 0
  /** Where the last part that was handed over ends: nothing before is to be had any more. */
  let seen = 0

  const answer = (part: Part) => {
    seen = Math.max(seen, part.offset + part.bytes.length)
    wished = NOTHING
    filled = 0
    step = probe.next(part)
  }

  return {
    /** What is of interest of the data before its end; undefined when nothing is any more. */
    wish: () => (step.done !== true && step.value !== 'end' ? step.value : undefined),

    /** Takes what is wished for of a piece, which begins at `position`. */
    update(piece: Uint8Array, position: number): void {
      while (step.done !== true && step.value !== 'end') {
        const { from, length } = step.value
        if (from < seen) {
          answer({ bytes: NOTHING, offset: from })
          continue
        }
        const start = from + filled - position
        if (start >= piece.length) return
        // Not before the first byte is there: a header may ask for places that the data never reaches.
        if (filled === 0) wished = Buffer.alloc(length)
        const bytes = piece.subarray(start, start + length - filled)
        wished.set(bytes, filled)
        filled += bytes.length
        if (filled < length) return
        answer({ bytes: wished, offset: from })
      }
    },

    finish(end: Part): DetectedFormat | undefined {
      while (step.done !== true) {
        if (step.value === 'end') step = probe.next(end)
        else answer({ bytes: wished.subarray(0, filled), offset: step.value.from })
      }
      return step.value
    },
  }
}
