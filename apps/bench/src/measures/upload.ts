import { type Bench, type Measure, MIB, sizeText } from '../bench.ts'
import { createCpuMeter } from '../cpu.ts'
import { type ImageApi, rawImage } from '../image-api.ts'
import { interleave } from '../medians.ts'
import { findProgram, run } from '../processes.ts'
import { alone, comparison, type Row, roundText } from '../report.ts'
import { withVitrine } from '../subjects/vitrine.ts'

const SYNC_MS = 5 * 60_000

/** A queued image, its data, and gone again: one after the other on both sides, so that each finds the same disk. */
export const upload: Measure = {
  name: 'upload',
  run: (bench) =>
    withVitrine(bench, { auth: 'none' }, async ({ api, pid }) => {
      const { glance, size, runs } = bench
      const file = await bench.source.path(size)
      const cpu = createCpuMeter(pid, size)
      const samples = await interleave<'ours' | 'glance'>(
        {
          ours: () => cpu.spentOn(() => uploadOnce(bench, api, file)),
          ...('missing' in glance ? {} : { glance: () => uploadOnce(bench, glance, file) }),
        },
        { runs, onRound: (round, values) => bench.say(roundText(round, values, 'MiB/s')) },
      )
      const what = `upload ${sizeText(size)}`
      return [versusGlance(bench, what, samples), ...cpu.rows(`${what}: our CPU per GiB`)]
    }),
}

function versusGlance({ glance }: Bench, measure: string, samples: Record<'ours' | 'glance', number[]>): Row {
  const target = { atLeast: 1.8, unit: '×' }
  if ('missing' in glance)
    return alone({ measure, target, note: `No Glance: ${glance.missing}` }, samples.ours, 'MiB/s')
  // Told in every report, because it costs us time that the peer saves.
  const note = 'We answer once data and directory are synced to the disk; Glance does not sync'
  return comparison({ measure, target, note }, samples.ours, { name: 'Glance', samples: samples.glance }, 'MiB/s')
}

async function uploadOnce({ transfer, size, signal }: Bench, api: ImageApi, file: string): Promise<number> {
  const id = await api.create(rawImage())
  try {
    await settleDisk(signal)
    return size / MIB / (await transfer.upload(`${api.url}/v2/images/${id}/file`, file, signal))
  } finally {
    await api.remove(id)
  }
}

/** What somebody else wrote before is not ours to wait for. */
async function settleDisk(signal: AbortSignal): Promise<void> {
  const sync = await findProgram('sync')
  if (sync !== undefined) await run(sync, [], { signal, timeoutMs: SYNC_MS })
}
