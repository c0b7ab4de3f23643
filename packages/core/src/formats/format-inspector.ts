import { createDataEnd } from './data-end.ts'
import type { DetectedFormat } from './detected-format.ts'
import { createProbeRuns, finishProbes } from './probes.ts'

export interface Inspection {
  /** Every structured format that the data is; empty when it is nothing but raw bytes. */
  readonly formats: readonly DetectedFormat[]
}

export interface FormatInspector {
  /** Looks at the next bytes, which may be overwritten afterwards. */
  update(bytes: Uint8Array): void
  finish(): Inspection
}

/**
 * Finds out what data is while it flows by. Reads headers only, starts no program, follows nothing that a header names;
 * what it remembers is bounded whatever headers say, and it never throws.
 */
export function createFormatInspector(): FormatInspector {
  const end = createDataEnd()
  const runs = createProbeRuns()
  let reading = runs

  return {
    update(bytes) {
      if (reading.length > 0) {
        for (const run of reading) run.update(bytes, end.size())
        reading = reading.filter((run) => run.wish())
      }
      end.update(bytes)
    },

    finish: () => ({ formats: finishProbes(runs, end.read()) }),
  }
}
