import type { DetectedFormat } from './detected-format.ts'
import { probeGpt } from './gpt.ts'
import { probeIso } from './iso.ts'
import { probeLuks } from './luks.ts'
import type { Part } from './probe.ts'
import { createProbeRun, type ProbeRun } from './probe-run.ts'
import { probeQcow2 } from './qcow2.ts'
import { probeQed } from './qed.ts'
import { probeVdi } from './vdi.ts'
import { probeVhd } from './vhd.ts'
import { probeVhdx } from './vhdx.ts'
import { probeVmdk } from './vmdk.ts'

const PROBES = [probeQcow2, probeVmdk, probeVhd, probeVhdx, probeVdi, probeIso, probeGpt, probeLuks, probeQed] as const

export function createProbeRuns(): ProbeRun[] {
  return PROBES.map((probe) => createProbeRun(probe()))
}

/** What the data is, once its end is known. */
export function finishProbes(runs: readonly ProbeRun[], end: Part): DetectedFormat[] {
  return runs.map((run) => run.finish(end)).filter((format) => format !== undefined)
}
