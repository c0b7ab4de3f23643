import { createDataEnd } from './data-end.ts'
import type { DetectedFormat } from './detected-format.ts'
import { probeGpt } from './gpt.ts'
import { probeIso } from './iso.ts'
import { probeLuks } from './luks.ts'
import { createProbeRun } from './probe-run.ts'
import { probeQcow2 } from './qcow2.ts'
import { probeQed } from './qed.ts'
import { probeVdi } from './vdi.ts'
import { probeVhd } from './vhd.ts'
import { probeVhdx } from './vhdx.ts'
import { probeVmdk } from './vmdk.ts'

export interface Inspection {
  /** Every structured format that the data is; empty when it is nothing but raw bytes. */
  readonly formats: readonly DetectedFormat[]
}

export interface FormatInspector {
  /** Looks at the next bytes, which may be overwritten afterwards. */
  update(bytes: Uint8Array): void
  finish(): Inspection
}

const PROBES = [probeQcow2, probeVmdk, probeVhd, probeVhdx, probeVdi, probeIso, probeGpt, probeLuks, probeQed] as const

/**
 * Finds out what data is while it flows by. Reads headers only, starts no program, follows nothing that a header names;
 * what it remembers is bounded whatever headers say, and it never throws.
 */
export function createFormatInspector(): FormatInspector {
  const end = createDataEnd()
  const runs = PROBES.map((probe) => createProbeRun(probe()))
  let reading = runs

  return {
    update(bytes) {
      if (reading.length > 0) {
        for (const run of reading) run.update(bytes, end.size())
        reading = reading.filter((run) => run.isReading())
      }
      end.update(bytes)
    },

    finish() {
      const last = end.read()
      const formats = runs.map((run) => run.finish(last))
      return { formats: formats.filter((format) => format !== undefined) }
    },
  }
}
