import type { Inspection } from './format-inspector.ts'
import { END_BYTES } from './probe.ts'
import type { ProbeRun } from './probe-run.ts'
import { createProbeRuns, finishProbes } from './probes.ts'

/** Answers exactly these bytes. */
export type ReadAt = (from: number, length: number) => Promise<Uint8Array>

/** What a format inspector says, of data that need not flow by: reads headers, and nothing between them. */
export async function inspectAtRest(size: number, read: ReadAt): Promise<Inspection> {
  const runs = createProbeRuns()
  for (const run of runs) await lead(run, size, read)
  const offset = Math.max(0, size - END_BYTES)
  const bytes = Buffer.from(await read(offset, size - offset))
  return { formats: finishProbes(runs, { bytes, offset }) }
}

async function lead(run: ProbeRun, size: number, read: ReadAt): Promise<void> {
  for (let wish = run.wish(); wish && wish.from < size; wish = run.wish()) {
    // A header may lead to a wish for no bytes at all, which is granted with the next one.
    const length = Math.min(Math.max(wish.length, 1), size - wish.from)
    run.update(await read(wish.from, length), wish.from)
    // Nothing comes behind the end: the rest of the wish is answered there.
    if (length < wish.length) return
  }
}
