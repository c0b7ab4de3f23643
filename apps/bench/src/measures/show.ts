import type { Bench, Measure } from '../bench.ts'
import { exampleImage, type ImageApi } from '../image-api.ts'
import { interleave } from '../medians.ts'
import { alone, comparison, roundText } from '../report.ts'
import { withVitrine } from '../subjects/vitrine.ts'

export const show: Measure = {
  name: 'show',
  run: (bench) =>
    withVitrine(bench, { auth: 'none' }, ({ api }) =>
      withImage(api, (ours) =>
        withGlanceImage(bench, async (theirs) => {
          const { load, runs, glance } = bench
          const samples = await interleave<'ours' | 'glance'>(
            {
              ours: () => load.rate(ours, bench),
              ...(theirs === undefined ? {} : { glance: () => load.rate(theirs, bench) }),
            },
            { runs, onRound: (round, values) => bench.say(roundText(round, values, 'req/s')) },
          )
          const row = { measure: `show at ${bench.connections} connections`, target: { atLeast: 50, unit: '×' } }
          return [
            'missing' in glance
              ? alone({ ...row, note: `No Glance: ${glance.missing}` }, samples.ours, 'req/s')
              : comparison(row, samples.ours, { name: 'Glance', samples: samples.glance }, 'req/s'),
          ]
        }),
      ),
    ),
}

async function withImage<T>(api: ImageApi, use: (url: string) => Promise<T>): Promise<T> {
  const id = await api.create(exampleImage(0))
  try {
    return await use(`${api.url}/v2/images/${id}`)
  } finally {
    await api.remove(id)
  }
}

async function withGlanceImage<T>({ glance }: Bench, use: (url: string | undefined) => Promise<T>): Promise<T> {
  return 'missing' in glance ? use(undefined) : withImage(glance, use)
}
