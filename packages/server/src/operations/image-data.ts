import type { Handlers, ReplyHeaders } from '@vitrine/api-types'
import type { ImageDataService, Stores } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import { selectRange } from '../http/ranges.ts'
import type { Metrics } from '../metrics.ts'

export const imageDataOperations = ({
  imageData,
  stores,
  metrics,
}: {
  imageData: ImageDataService
  stores: Stores
  metrics: Metrics
}) =>
  ({
    uploadImageData: async ({ path, headers, body, contentLength, caller, signal }) => {
      const stated = headers['x-openstack-image-size']
      const declaredSize = stated === undefined ? contentLength : Number(stated)
      // The only store takes everything, whatever was asked for.
      const store = stores.several ? headers['x-image-meta-store'] : undefined
      const upload = { bytes: body, declaredSize, store, signal }
      await metrics.track('in', () => imageData.upload(path.image_id, caller, upload))
      return { status: 204 }
    },

    downloadImageData: async ({ path, query, headers, caller }) => {
      const download = await imageData.describe(path.image_id, caller, query.prefer?.split(','))
      // The API's word for "no data yet", also for a request with a range (fault C38).
      if (!download) return { status: 204 }
      const { checksum, hashAlgorithm, hashValue, size } = download.data
      // Data elsewhere that nobody has read yet has no name of its own.
      const etag = hashValue === null ? undefined : `"${hashAlgorithm}:${hashValue}"`
      const range = selectRange(
        { range: headers.range, contentRange: headers['content-range'], ifRange: headers['if-range'] },
        size,
        etag,
      )
      const body = await imageData.open(download, range)
      const shared = {
        // Of the whole image, in hex, for a part too: what clients of this API compare with `checksum`.
        ...(checksum !== null && { 'Content-MD5': checksum }),
        'Accept-Ranges': 'bytes',
        ...(etag !== undefined && { ETag: etag }),
        // No browser may take an uploaded page for one of ours (fault S47).
        'X-Content-Type-Options': 'nosniff',
      } satisfies Partial<ReplyHeaders<'downloadImageData', 200>>
      if (!range) return { status: 200, headers: { ...shared, 'Content-Length': size }, body }
      const { start, end } = range
      return {
        status: 206,
        headers: { ...shared, 'Content-Length': end - start + 1, 'Content-Range': `bytes ${start}-${end}/${size}` },
        body,
      }
    },
  }) satisfies Pick<Handlers<HandlerContext>, 'uploadImageData' | 'downloadImageData'>
