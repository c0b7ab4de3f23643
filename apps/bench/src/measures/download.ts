import { type Bench, type Measure, MIB, sizeText } from '../bench.ts'
import { createCpuMeter } from '../cpu.ts'
import { type ImageApi, rawImage } from '../image-api.ts'
import { interleave } from '../medians.ts'
import { alone, comparison, type Row, roundText } from '../report.ts'
import { withNginx } from '../subjects/nginx.ts'
import { withVitrine } from '../subjects/vitrine.ts'

type Party = 'ours' | 'v1' | 'link' | 'glance' | 'nginx'

type Urls = Record<'ours' | 'v1', string> & Record<'glance' | 'nginx', string | undefined>

/** The same bytes from all, out of the page cache: the warm-up round sees to that. */
export const download: Measure = {
  name: 'download',
  run: (bench) =>
    withVitrine(bench, { auth: 'none' }, async ({ api, pid }) => {
      const file = await bench.source.path(bench.size)
      return withImage(bench, api, file, (ours, id) =>
        withGlanceImage(bench, file, (glance) =>
          withNginxFile(bench, file, async (nginx) => {
            const v1 = `${api.url}/v1/images/${id}`
            const { samples, cpu } = await measure(bench, { ours, v1, glance, nginx, pid, link: () => api.link(id) })
            const what = `download ${sizeText(bench.size)}`
            return [...rows(bench, what, samples), ...ways(what, samples), ...cpu.rows(`${what}: our CPU per GiB`)]
          }),
        ),
      )
    }),
}

async function measure(
  { transfer, size, signal, runs, say }: Bench,
  { pid, ours, v1, link, glance, nginx }: Urls & { pid: number; link: () => Promise<string> },
) {
  const rate = async (url: string) => size / MIB / (await transfer.download(url, size, signal))
  const cpu = createCpuMeter(pid, size)
  const samples = await interleave<Party>(
    {
      ours: () => cpu.spentOn(() => rate(ours)),
      v1: () => rate(v1),
      link: async () => rate(await link()),
      ...(glance === undefined ? {} : { glance: () => rate(glance) }),
      ...(nginx === undefined ? {} : { nginx: () => rate(nginx) }),
    },
    { runs, onRound: (round, values) => say(roundText(round, values, 'MiB/s')) },
  )
  return { samples, cpu }
}

function rows({ glance, nginx }: Bench, what: string, samples: Partial<Record<Party, number[]>>): Row[] {
  const ours = samples.ours ?? []
  const peers = [
    { name: 'Glance', samples: samples.glance, least: 1.5, missing: 'missing' in glance ? glance.missing : '' },
    { name: 'nginx', samples: samples.nginx, least: 1, missing: nginx ?? 'there is no such program here' },
  ]
  return peers.map(({ name, samples, least, missing }) => {
    const row = { measure: `${what} beside ${name}`, target: { atLeast: least, unit: '×' } }
    return samples === undefined
      ? alone({ ...row, note: `No ${name}: ${missing}` }, ours, 'MiB/s')
      : comparison(row, ours, { name, samples }, 'MiB/s')
  })
}

/** The same image by the other ways to it. */
function ways(what: string, { ours, v1, link }: Record<'ours' | 'v1' | 'link', number[]>): Row[] {
  const beside = (way: string, samples: number[]) => {
    const row = { measure: `${what} by ${way} beside v2`, target: { atLeast: 0.95, unit: '×' } }
    return comparison(row, samples, { name: 'v2', samples: ours }, 'MiB/s')
  }
  return [beside('v1', v1), beside('a link', link)]
}

/** Lends the URL of the data of an image that holds the file, and its id. */
async function withImage<T>(
  { transfer, signal }: Bench,
  api: ImageApi,
  file: string,
  use: (url: string, id: string) => Promise<T>,
): Promise<T> {
  const id = await api.create(rawImage())
  try {
    const url = `${api.url}/v2/images/${id}/file`
    await transfer.upload(url, file, signal)
    return await use(url, id)
  } finally {
    await api.remove(id)
  }
}

async function withGlanceImage<T>(bench: Bench, file: string, use: (url: string | undefined) => Promise<T>) {
  return 'missing' in bench.glance ? use(undefined) : withImage(bench, bench.glance, file, use)
}

async function withNginxFile<T>(bench: Bench, file: string, use: (url: string | undefined) => Promise<T>) {
  const { nginx, dir, signal } = bench
  return nginx === undefined ? use(undefined) : withNginx({ nginx, dir, file, signal }, use)
}
