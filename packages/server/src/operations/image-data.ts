import type { Handlers, ReplyHeaders } from '@vitrine/api-types'
import { type ImageDataService, Problem } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import { selectRange } from '../http/ranges.ts'
import type { Metrics } from '../metrics.ts'

export const imageDataOperations = ({ imageData, metrics }: { imageData: ImageDataService; metrics: Metrics }) =>
  ({
    uploadImageData: async ({ path, headers, body, contentLength, caller, signal }) => {
      const stated = headers['x-openstack-image-size']
      const declaredSize = stated === undefined ? contentLength : Number(stated)
      await metrics.track('in', () => imageData.upload(path.image_id, caller, { bytes: body, declaredSize, signal }))
      return { status: 204 }
    },

    downloadImageData: async ({ path, query, headers, caller }) => {
      if (query.prefer !== undefined) {
        throw new Problem('storeUnknown', `This server has one store, so 'prefer' cannot name another`)
      }
      const download = await imageData.describe(path.image_id, caller)
      // The API's word for "no data yet", also for a request with a range (fault C38).
      if (!download) return { status: 204 }
      const { checksum, hashAlgorithm, hashValue, size } = download.data
      const etag = `"${hashAlgorithm}:${hashValue}"`
      const range = selectRange(
        { range: headers.range, contentRange: headers['content-range'], ifRange: headers['if-range'] },
        size,
        etag,
      )
      const body = await imageData.open(download, range)
      const shared = {
        // Of the whole image, in hex, for a part too: what clients of this API compare with `checksum`.
        'Content-MD5': checksum,
        'Accept-Ranges': 'bytes',
        ETag: etag,
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
