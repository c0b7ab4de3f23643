import { createFetch } from '#platform/fetch'
import { createTransport } from '#platform/transport'
import { tagDigest } from './digest.ts'
import type { DataRecord } from './image-data.ts'
import { createOpenData, type OpenData, type OpenedData } from './open-data.ts'
import { persistently } from './persistently.ts'
import { resumed } from './resumed.ts'
import { createTokens } from './token.ts'
import type { TlsOptions } from './transport.ts'

/** How to get at what a link leads to. */
export interface LinkAccess {
  /** Instead of the global one; in Node data does not go through it. */
  readonly fetch?: typeof globalThis.fetch | undefined
  readonly tls?: TlsOptions | undefined
}

/** Data that only its own answer says something of. */
export interface LinkedData {
  /** The same for each link to this data, and no secret. */
  readonly id: string
  readonly open: OpenData
  recordOf(opened: OpenedData): DataRecord
}

/** Until it has noticed that a connection broke, a server says that the link is used. */
const USED = [401, 404]

export function createLink(url: string, { fetch, tls }: LinkAccess): LinkedData {
  if (!URL.canParse(url)) throw new TypeError('A download link is a whole URL, with https:// in front')
  const { origin, pathname } = new URL(url)
  const id = `${origin}${pathname}`
  const open = createOpenData(
    { tokens: createTokens(undefined), transport: createTransport({ fetch: fetch ?? createFetch(tls), tls }) },
    {
      operation: /\/downloads(\/[^/]*)?$/.test(pathname) ? 'downloadMachineImageFile' : 'downloadLinkedImageData',
      urlOf: () => url,
    },
  )
  const openRest: OpenData = (_, options) => persistently(() => open(id, options), options.signal, USED)
  return {
    id,
    async open(_, options) {
      const opened = await (options.range ? openRest : open)(id, options)
      const openFrom = (start: number) => openRest(id, { ...options, range: { start }, ifRange: opened?.etag })
      return opened && { ...opened, body: resumed(opened, openFrom) }
    },
    recordOf({ size, contentMd5, etag }) {
      const strong = tagDigest(etag)
      return {
        id,
        size: size ?? null,
        checksum: contentMd5 ?? null,
        os_hash_algo: strong?.algorithm ?? null,
        os_hash_value: strong?.value ?? null,
      }
    },
  }
}
