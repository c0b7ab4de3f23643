import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Bench } from '../bench.ts'
import { followLog } from '../subjects/server-log.ts'
import { whileRunning, withPlace } from '../subjects/vitrine.ts'
import { addCallers, type Caller, forEachCaller, logIn } from './callers.ts'
import { fillCatalogue } from './fill-catalogue.ts'
import { findMarkers, type Markers } from './markers.ts'

export interface Catalogue {
  readonly images: number
  readonly markers: Markers
  list(caller: Caller, query: string): Promise<void>
  /** How many milliseconds the server was at each of the next lists, in their order. */
  durations(count: number): Promise<number[]>
}

/** Lends a server with so many example images. */
export async function withCatalogue<T>(
  bench: Bench,
  images: number,
  use: (catalogue: Catalogue) => Promise<T>,
): Promise<T> {
  const password = randomUUID()
  const start = performance.now()
  return withPlace(bench.dir, 'local', async (place) => {
    // The first start makes the database.
    await whileRunning(place, bench.signal, async () => undefined)
    const path = join(place.dataDir, 'catalog.db')
    fillCatalogue(path, images, await addCallers(place, password))
    const markers = findMarkers(path)
    bench.say(`made ${images} images in ${((performance.now() - start) / 1000).toFixed(0)} s`)
    return whileRunning(place, bench.signal, async ({ url }) => {
      const tokens = await forEachCaller((caller) => logIn(url, caller, password, bench.signal))
      const log = followLog(place.logPath, 'listImages', bench.signal)
      return use({
        images,
        markers,
        list: (caller, query) => get(`${url}/v2/images?${query}`, tokens[caller], bench.signal),
        durations: log.next,
      })
    })
  })
}

async function get(url: string, token: string, signal: AbortSignal): Promise<void> {
  const answer = await fetch(url, { headers: { 'X-Auth-Token': token }, signal })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`GET ${url} was answered with ${answer.status}: ${text}`)
}
