import type { Measure } from '../bench.ts'
import { exampleImage } from '../image-api.ts'
import { interleave } from '../medians.ts'
import { comparison, roundText } from '../report.ts'
import { withVitrine } from '../subjects/vitrine.ts'

/** What it costs to know the caller: a show with a token that was seen before, and the same by a server that asks for none. */
export const authentication: Measure = {
  name: 'authentication',
  run: (bench) =>
    withVitrine(bench, { auth: 'none' }, (open) =>
      withVitrine(bench, { auth: 'local' }, async (local) => {
        const [openImage, localImage] = [
          await open.api.create(exampleImage(0)),
          await local.api.create(exampleImage(0)),
        ]
        const { load, runs, connections } = bench
        const samples = await interleave<'local' | 'none'>(
          {
            local: () => load.rate(`${local.api.url}/v2/images/${localImage}`, { ...bench, token: local.token }),
            none: () => load.rate(`${open.api.url}/v2/images/${openImage}`, bench),
          },
          { runs, onRound: (round, values) => bench.say(roundText(round, values, 'req/s')) },
        )
        const row = { measure: `show with a token at ${connections} connections`, target: { atLeast: 0.95, unit: '×' } }
        return [comparison(row, samples.local, { name: 'without identity', samples: samples.none }, 'req/s')]
      }),
    ),
}
