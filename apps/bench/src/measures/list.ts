import type { Bench, Measure } from '../bench.ts'
import { exampleImage, forEachAtOnce, type ImageApi } from '../image-api.ts'
import { interleave } from '../medians.ts'
import { alone, comparison, type Row, roundText } from '../report.ts'
import { withVitrine } from '../subjects/vitrine.ts'

const PAGE = '/v2/images?limit=25'

/** The newest images, as a dashboard shows them. */
export const list: Measure = {
  name: 'list',
  run: (bench) =>
    withVitrine(bench, { auth: 'none' }, ({ api: small }) =>
      withVitrine(bench, { auth: 'none' }, ({ api: large }) =>
        withPeer(bench, async (peer) => {
          await fill(bench, small, bench.catalogues.small)
          await peer?.fillTo(bench.catalogues.small)
          const before = await measureSmall(bench, small, peer)
          await peer?.fillTo(bench.catalogues.large)
          // A peer that holds more than we do would be at a disadvantage.
          const size = Math.max(bench.catalogues.large, peer?.images ?? 0)
          await fill(bench, large, size)
          return [before, ...(await measureLarge(bench, { small, large, size, peer }))]
        }),
      ),
    ),
}

async function measureSmall(bench: Bench, small: ImageApi, peer: Peer | undefined): Promise<Row> {
  const size = bench.catalogues.small
  const measure = listOf(size)
  // Not comparable: it would have to look through more than we do.
  const equal = peer !== undefined && peer.images <= size ? peer : undefined
  const samples = await measureRates(bench, { ours: small, glance: equal?.api })
  if (equal) return comparison({ measure, note: heldText(equal) }, samples.ours, glanceOf(samples), 'req/s')
  const note = peer ? `Glance holds ${peer.images} images, too many to compare` : noGlance(bench)
  return alone({ measure, note }, samples.ours, 'req/s')
}

async function measureLarge(
  bench: Bench,
  { small, large, size, peer }: { small: ImageApi; large: ImageApi; size: number; peer: Peer | undefined },
): Promise<Row[]> {
  const samples = await measureRates(bench, { ours: large, 'ours, small': small, glance: peer?.api })
  const row = { measure: listOf(size), target: { atLeast: 50, unit: '×' } }
  const few = `ours at ${bench.catalogues.small}`
  return [
    peer
      ? comparison({ ...row, note: heldText(peer) }, samples.ours, glanceOf(samples), 'req/s')
      : alone({ ...row, note: noGlance(bench) }, samples.ours, 'req/s'),
    comparison(
      { measure: `list of ${size} beside ${bench.catalogues.small}`, target: { atLeast: 0.7, unit: '×' } },
      samples.ours,
      { name: few, samples: samples['ours, small'] },
      'req/s',
    ),
  ]
}

type Party = 'ours' | 'ours, small' | 'glance'

function measureRates(bench: Bench, parties: Partial<Record<Party, ImageApi | undefined>>) {
  const { load, runs, say } = bench
  const present = Object.entries(parties).flatMap(([party, api]) =>
    api === undefined ? [] : [[party, () => load.rate(`${api.url}${PAGE}`, bench)] as const],
  )
  return interleave<Party>(Object.fromEntries(present), {
    runs,
    onRound: (round, values) => say(roundText(round, values, 'req/s')),
  })
}

const listOf = (images: number) => `list of ${images} images, 25 at a time`
const glanceOf = ({ glance }: Record<Party, number[]>) => ({ name: 'Glance', samples: glance })
const heldText = ({ images }: Peer) => `Glance held ${images} images: fewer are in its favour`
const noGlance = ({ glance }: Bench) => ('missing' in glance ? `No Glance: ${glance.missing}` : '')

async function fill(bench: Bench, api: ImageApi, images: number): Promise<void> {
  const start = performance.now()
  const numbers = Array.from({ length: images }, (_, number) => number)
  await forEachAtOnce(numbers, bench.connections, (number) => api.create(exampleImage(number)))
  const seconds = (performance.now() - start) / 1000
  bench.say(`made ${images} images of ours in ${seconds.toFixed(1)} s`)
}

interface Peer {
  readonly api: ImageApi
  /** How many it holds now. */
  readonly images: number
  /** Adds images until it holds that many, or until the time given for all filling is up. */
  fillTo(images: number): Promise<void>
}

/** Lends the peer, and takes back what it was filled with. */
async function withPeer<T>(bench: Bench, use: (peer: Peer | undefined) => Promise<T>): Promise<T> {
  const { glance, peerFillSeconds, peerImages, connections, say } = bench
  if ('missing' in glance) return use(undefined)
  let held = peerImages ?? (await glance.count())
  let millisecondsLeft = peerFillSeconds * 1000
  const made: string[] = []
  const peer: Peer = {
    api: glance,
    get images() {
      return held
    },
    async fillTo(images) {
      const start = performance.now()
      const inTime = () => performance.now() - start < millisecondsLeft
      const numbers = Array.from({ length: Math.max(0, images - held) }, (_, number) => number)
      const make = async (number: number) => {
        made.push(await glance.create(exampleImage(number)))
        held++
      }
      await forEachAtOnce(numbers, connections, make, inTime)
      millisecondsLeft -= performance.now() - start
      say(`Glance holds ${held} images`)
    },
  }
  try {
    return await use(peer)
  } finally {
    if (made.length > 0) say(`removing ${made.length} images from Glance`)
    let left = 0
    await forEachAtOnce(made, connections, async (id) => {
      if (!(await glance.remove(id))) left++
    })
    if (left > 0) say(`${left} images called bench-… could not be removed from Glance`)
  }
}
