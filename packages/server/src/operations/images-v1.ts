import type { Handlers } from '@vitrine/api-types'
import { type Caller, type ImageDataService, type ImageService, type Policy, Problem } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import { HttpError } from '../http/http-error.ts'
import { parseImageQueryV1 } from '../wire/image-query-v1.ts'
import { toDetail, toImageHeaders, toSummary } from '../wire/image-v1.ts'

export const imageOperationsV1 = ({
  images,
  imageData,
  policy,
}: {
  images: ImageService
  imageData: ImageDataService
  policy: Policy
}) => {
  const list = (search: URLSearchParams, caller: Caller) =>
    images.list(parseImageQueryV1(search, { isAdmin: policy.isAdmin(caller) }), caller)

  return {
    listImagesV1: async ({ search, caller }) => {
      const found = await list(search, caller)
      return { status: 200, body: { images: found.map(toSummary) } }
    },

    listImageDetailsV1: async ({ search, caller }) => {
      const found = await list(search, caller)
      return { status: 200, body: { images: found.map(toDetail) } }
    },

    showImageMetadataV1: async ({ path, caller }) => {
      const image = await images.lookBack(path.image_id, caller)
      return { status: 200, headers: toImageHeaders(image), body: '' }
    },

    showImageV1: async ({ path, caller }) => {
      const download = await imageData.describe(path.image_id, caller)
      if (!download) throw new HttpError(404, `Image ${path.image_id} has no data yet`)
      const { image, data } = download
      // In v2 administrators may look at what they took out of use.
      if (image.status === 'deactivated') {
        throw new Problem('forbidden', `Image ${image.id} is deactivated: its data cannot be downloaded`)
      }
      const headers = {
        ...toImageHeaders(images.readable(image, caller)),
        'Content-Length': data.size,
        // No browser may take an uploaded page for one of ours (fault S47).
        'X-Content-Type-Options': 'nosniff' as const,
      }
      return { status: 200, headers, body: await imageData.open(download) }
    },

    deleteImageV1: async ({ path, caller }) => {
      await images.delete(path.image_id, caller)
      return { status: 200, body: '' }
    },
  } satisfies Pick<
    Handlers<HandlerContext>,
    'listImagesV1' | 'listImageDetailsV1' | 'showImageMetadataV1' | 'showImageV1' | 'deleteImageV1'
  >
}
