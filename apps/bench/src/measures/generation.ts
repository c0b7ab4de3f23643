import { createUForgeClient, type UForgeClient } from '@vitrine/client'
import { type Bench, freeBytes, type Measure, MIB, sizeText } from '../bench.ts'
import { exampleImage } from '../image-api.ts'
import { latencies } from '../latencies.ts'
import { percentile } from '../medians.ts'
import { canReadProcesses, highestResident, memory as memoryOf, resetPeak } from '../process-stats.ts'
import { findProgram } from '../processes.ts'
import { alone, comparison, type Row } from '../report.ts'
import { type Vitrine, withVitrine } from '../subjects/vitrine.ts'
import { makeSystemDisk } from '../system-disk.ts'

const TARGET_FORMAT = 'VMware Server'
/** Of the disk, in percent; the rest of it are holes. */
const USED = 27

interface Samples {
  readonly seconds: number
  readonly extraBytes: number
  /** What somebody who looked every second was told, once each. */
  readonly percentages: readonly number[]
  /** Milliseconds of requests before, and meanwhile. */
  readonly idle: readonly number[]
  readonly busy: readonly number[]
}

/** What the server needs to make a machine image of a disk, and what others feel of it. */
export const generation: Measure = {
  name: 'generation',
  async run(bench) {
    const bytes = 2 * bench.size
    const measure = `a packed vmdk of a qcow2 of ${sizeText(bytes)}`
    const reason = await whyNot(bench, bytes)
    if (reason !== undefined) return [{ measure, note: reason }]
    return withVitrine(bench, { auth: 'none' }, async (vitrine) => {
      const client = createUForgeClient({ baseUrl: vitrine.api.url, user: 'admin' })
      const appliance = await prepare(bench, vitrine, client, bytes)
      const all: Samples[] = []
      for (let round = 0; round <= bench.runs; round++) {
        const samples = await generate(bench, vitrine, client, appliance)
        if (round > 0) all.push(samples)
      }
      return report(measure, all)
    })
  },
}

async function whyNot({ dir }: Bench, bytes: number): Promise<string | undefined> {
  if (!canReadProcesses) return 'The memory of a process is read from /proc, which only Linux has'
  if ((await findProgram('qemu-img')) === undefined) return 'qemu-img is not found: it is in the package qemu-utils'
  if ((await freeBytes(dir)) < 2 * bytes) return `${dir} has no room for ${sizeText(2 * bytes)}`
  return undefined
}

/** Answers the id of an appliance that has the disk. */
async function prepare(
  { dir, transfer, signal }: Bench,
  { api }: Vitrine,
  { appliances }: UForgeClient,
  bytes: number,
): Promise<number> {
  const file = await makeSystemDisk(dir, { bytes, used: Math.floor((bytes * USED) / 100), signal })
  const sourceImage = await api.create(exampleImage(0))
  await transfer.upload(`${api.url}/v2/images/${sourceImage}/file`, file, signal)
  return (await appliances.create({ name: 'bench', version: '1', orgUri: 'orgs/1', sourceImage })).dbId
}

async function generate(
  { seconds, say, signal }: Bench,
  { api, pid }: Vitrine,
  { machineImages }: UForgeClient,
  appliance: number,
): Promise<Samples> {
  const list = `${api.url}/v2/images`
  const idle = await latencies(list, AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]))
  const { resident: before } = await memoryOf(pid)
  const isReset = await resetPeak(pid)

  const done = new AbortController()
  const watched = Promise.all([latencies(list, done.signal), highestResident(pid, done.signal)])
  watched.catch(() => undefined)
  const percentages: number[] = []
  const start = performance.now()
  try {
    const { dbId } = await machineImages.generate(appliance, { targetFormat: TARGET_FORMAT })
    await machineImages.watch(appliance, dbId, {
      signal,
      onProgress: ({ percentage = 0 }) => percentages.push(percentage),
    })
    await machineImages.delete(appliance, dbId)
  } finally {
    done.abort()
  }
  const took = (performance.now() - start) / 1000
  const [busy, highest] = await watched
  const peak = Math.max(highest, isReset ? (await memoryOf(pid)).peak : 0)
  assertMoves(percentages)
  say(`${took.toFixed(0)} s; ${percentages.join(' ')} %; ${sizeText(before)} before, ${sizeText(peak)} at most`)
  return { seconds: took, extraBytes: peak - before, percentages, idle, busy }
}

function assertMoves(percentages: readonly number[]): void {
  const moves = percentages.every((value, index) => value >= (percentages[index - 1] ?? 0))
  if (!moves || percentages.at(-1) !== 100) throw new Error(`The progress was ${percentages.join(', ')}`)
}

function report(measure: string, all: readonly Samples[]): Row[] {
  const requests = (percent: number): Row =>
    comparison(
      { measure: `others' lists of images meanwhile, ${percent} of 100 within` },
      all.map(({ busy }) => percentile(busy, percent)),
      { name: 'before', samples: all.map(({ idle }) => percentile(idle, percent)) },
      'ms',
    )
  return [
    alone(
      { measure },
      all.map(({ seconds }) => seconds),
      's',
    ),
    alone(
      { measure: `${measure}: extra memory`, target: { atMost: 64, unit: 'MiB' } },
      all.map(({ extraBytes }) => extraBytes / MIB),
      'MiB',
    ),
    alone(
      { measure: `${measure}: percentages seen by who looks every second` },
      all.map(({ percentages }) => new Set(percentages).size),
      'values',
    ),
    requests(50),
    requests(99),
  ]
}
