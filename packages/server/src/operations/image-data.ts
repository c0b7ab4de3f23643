import type { Handlers } from '@vitrine/api-types'
import type { ImageDataService, Stores } from '@vitrine/core'
import { bytesReply } from '../http/bytes-reply.ts'
import type { HandlerContext } from '../http/dispatch.ts'
import { selectRange } from '../http/ranges.ts'
import type { Metrics } from '../metrics.ts'
import { describeData } from '../wire/image-data.ts'

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
      const { size } = download.data
      const described = describeData(download.data)
      const range = selectRange(
        { range: headers.range, contentRange: headers['content-range'], ifRange: headers['if-range'] },
        size,
        described.ETag,
      )
      return bytesReply(described, size, await imageData.open(download, range), range)
    },
  }) satisfies Pick<Handlers<HandlerContext>, 'uploadImageData' | 'downloadImageData'>
