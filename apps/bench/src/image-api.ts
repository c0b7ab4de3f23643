import type { Image, ImageCreate, ImageLink, ImageList } from '@vitrine/api-types'

/** The few calls that prepare a server and tidy it up, ours and any other. */
export interface ImageApi {
  readonly url: string
  create(attributes: ImageCreate): Promise<string>
  /** Works after an interruption too, and never rejects: false when the image may still be there. */
  remove(id: string): Promise<boolean>
  /** A URL that downloads the data of the image once. Servers of ours have such. */
  link(id: string): Promise<string>
  /** How many images it holds. */
  count(): Promise<number>
}

const REQUEST_MS = 60_000
const PAGE = 1000

export function createImageApi({
  url,
  token,
  signal,
}: {
  url: string
  token?: string | undefined
  signal: AbortSignal
}): ImageApi {
  const images = `${url}/v2/images`
  const authentication: Record<string, string> = token === undefined ? {} : { 'X-Auth-Token': token }
  const call = async <T>(target: string, init: RequestInit = {}) => {
    const response = await fetch(target, {
      ...init,
      headers: { ...authentication, ...init.headers },
      signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_MS)]),
    })
    if (!response.ok) {
      throw new Error(
        `${init.method ?? 'GET'} ${target} was answered with ${response.status}: ${await response.text()}`,
      )
    }
    return (await response.json()) as T
  }
  return {
    url,
    async create(attributes) {
      const headers = { 'Content-Type': 'application/json' }
      const { id } = await call<Image>(images, { method: 'POST', headers, body: JSON.stringify(attributes) })
      return id
    },
    async remove(id) {
      const signal = AbortSignal.timeout(REQUEST_MS)
      return fetch(`${images}/${id}`, { method: 'DELETE', headers: authentication, signal }).then(
        ({ ok }) => ok,
        () => false,
      )
    },
    async link(id) {
      const { url = '' } = await call<ImageLink>(`${images}/${id}/links`, { method: 'POST' })
      return url
    },
    async count() {
      let total = 0
      for (let next: string | undefined = `/v2/images?limit=${PAGE}`; next !== undefined; ) {
        const page: ImageList = await call<ImageList>(new URL(next, url).href)
        total += page.images.length
        next = page.next
      }
      return total
    },
  }
}

/** An image as clouds have them. */
export function exampleImage(number: number): ImageCreate & Record<string, unknown> {
  return {
    name: `bench-${String(number).padStart(6, '0')}`,
    disk_format: 'qcow2',
    container_format: 'bare',
    min_disk: 10,
    min_ram: 512,
    tags: ['bench', `group-${number % 10}`],
    os_distro: 'debian',
    os_version: '13',
    architecture: 'x86_64',
    hw_disk_bus: 'virtio',
  }
}

/** One whose data may be any bytes. */
export function rawImage(): ImageCreate & Record<string, unknown> {
  return { ...exampleImage(0), disk_format: 'raw' }
}

/** Does the same for many items, some at a time, in their order. Stops at the first failure or when told. */
export async function forEachAtOnce<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<unknown>,
  goesOn: () => boolean = () => true,
): Promise<void> {
  const rest = items.values()
  let failed = false
  const worker = async () => {
    for (const item of rest) {
      if (failed || !goesOn()) return
      await work(item)
    }
  }
  const workers = Array.from({ length: atOnce }, () =>
    worker().catch((error: unknown) => {
      failed = true
      throw error
    }),
  )
  // All have to end before somebody tidies up behind them.
  const outcomes = await Promise.allSettled(workers)
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
}
