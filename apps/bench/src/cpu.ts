import { MIB } from './bench.ts'
import { canReadProcesses, cpuSeconds } from './process-stats.ts'
import { alone, type Row } from './report.ts'

/** Watches what a server spends on transfers, where the system tells. */
export function createCpuMeter(pid: number, bytes: number) {
  const perGib: number[] = []
  return {
    async spentOn(transfer: () => Promise<number>): Promise<number> {
      if (!canReadProcesses) return transfer()
      const before = await cpuSeconds(pid)
      const rate = await transfer()
      perGib.push(((await cpuSeconds(pid)) - before) / (bytes / (1024 * MIB)))
      return rate
    },
    /** The first transfer was the warm-up. */
    rows(measure: string): Row[] {
      return perGib.length > 1 ? [alone({ measure }, perGib.slice(1), 's')] : []
    },
  }
}
