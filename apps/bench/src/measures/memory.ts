import { setTimeout as delay } from 'node:timers/promises'
import { type Bench, freeBytes, type Measure, MIB, sizeText } from '../bench.ts'
import { type ImageApi, rawImage } from '../image-api.ts'
import { canReadProcesses, highestResident, memory as memoryOf, resetPeak } from '../process-stats.ts'
import { alone, type Row } from '../report.ts'
import { withVitrine } from '../subjects/vitrine.ts'

const UPLOADS = 16
/** What the warm-up left to be collected is not the fault of what follows. */
const SETTLE_MS = 1000

/** What the server needs on top of itself while many upload at once. */
export const memory: Measure = {
  name: 'memory',
  async run(bench) {
    const bytes = bench.size / 2
    const row = {
      measure: `${UPLOADS} parallel uploads of ${sizeText(bytes)}: extra memory`,
      target: { atMost: 64, unit: 'MiB' },
    }
    const reason = await whyNot(bench, bytes)
    if (reason !== undefined) return [{ ...row, note: reason }]
    return withVitrine(bench, { auth: 'none' }, ({ api, pid }) => measure(bench, row, { api, pid, bytes }))
  },
}

async function whyNot({ dir }: Bench, bytes: number): Promise<string | undefined> {
  if (!canReadProcesses) return 'The memory of a process is read from /proc, which only Linux has'
  const needed = (UPLOADS + 2) * bytes
  if ((await freeBytes(dir)) < needed) return `${dir} has no room for ${sizeText(needed)}`
  return undefined
}

async function measure(
  bench: Bench,
  row: Pick<Row, 'measure' | 'target'>,
  { api, pid, bytes }: { api: ImageApi; pid: number; bytes: number },
): Promise<Row[]> {
  const file = await bench.source.path(bytes)
  await uploadOne(bench, api, file)
  await delay(SETTLE_MS, undefined, { signal: bench.signal })
  const { resident: before } = await memoryOf(pid)
  const isReset = await resetPeak(pid)

  const done = new AbortController()
  const polled = highestResident(pid, done.signal)
  const start = performance.now()
  const uploads = await Promise.allSettled(Array.from({ length: UPLOADS }, () => uploadOne(bench, api, file)))
  const seconds = (performance.now() - start) / 1000
  done.abort()
  const highest = await polled
  for (const upload of uploads) if (upload.status === 'rejected') throw upload.reason

  const peak = Math.max(highest, isReset ? (await memoryOf(pid)).peak : 0)
  bench.say(`memory: ${sizeText(before)} after one upload, ${sizeText(peak)} at most`)
  return [
    alone(row, [(peak - before) / MIB], 'MiB'),
    alone({ measure: `${UPLOADS} parallel uploads: all together` }, [(UPLOADS * bytes) / MIB / seconds], 'MiB/s'),
  ]
}

async function uploadOne({ transfer, signal }: Bench, api: ImageApi, file: string): Promise<void> {
  const id = await api.create(rawImage())
  await transfer.upload(`${api.url}/v2/images/${id}/file`, file, signal)
}
