import type { HeaderParams, ImageV1, ImageV1List, ImageV1Summary, ImageV1SummaryList, paths } from '@vitrine/api-types'
import type { Client } from 'openapi-fetch'
import type { Call, CallOptions } from '../call.ts'
import { notOurs } from '../errors.ts'
import type { DataAccess } from '../open-data.ts'
import { fillPath } from '../path.ts'
import { type ImageChangesV1, type NewImageV1, toHeaders } from './image-headers.ts'
import { type ImageQueryV1, imagesOf } from './pages.ts'
import { readHeaders, readImage, readSummary } from './read-image.ts'
import { createRegistrar, type ImageOptionsV1 } from './register-image.ts'

export interface UpdateOptionsV1 extends ImageOptionsV1 {
  /** Removes the properties that the changes do not name; false when left out. With a source they stay anyhow. */
  readonly purgeProperties?: boolean | undefined
}

export interface ImagesV1 {
  /** All images that fit, fetched a page at a time as they are asked for. */
  list(query?: ImageQueryV1, options?: CallOptions): AsyncIterable<ImageV1>
  /** The same images in brief. */
  summaries(query?: ImageQueryV1, options?: CallOptions): AsyncIterable<ImageV1Summary>
  show(id: string, options?: CallOptions): Promise<ImageV1>
  /**
   * Makes an image, with its data if there is any. Data that is refused once it is on its way leaves an image that is
   * `killed`.
   */
  create(image: NewImageV1, options?: ImageOptionsV1): Promise<ImageV1>
  /** Changes an image, and gives a queued one its data if there is any. */
  update(id: string, changes: ImageChangesV1, options?: UpdateOptionsV1): Promise<ImageV1>
  delete(id: string, options?: CallOptions): Promise<void>
}

const IMAGES = '/v1/images'
const IMAGE = '/v1/images/{image_id}'
const PURGE = 'x-glance-registry-purge-props' satisfies keyof HeaderParams<'updateImageV1'>

export function createImagesV1({ api, call, ...access }: { api: Client<paths>; call: Call } & DataAccess): ImagesV1 {
  const register = createRegistrar({ call, ...access })
  const at = (image_id: string) => ({ path: { image_id } })

  return {
    async *list(query = {}, options = {}) {
      const found = imagesOf(query, (page) =>
        call<ImageV1List>('listImageDetailsV1', options, (init) =>
          api.GET('/v1/images/detail', { params: { query: page as never }, ...init }),
        ),
      )
      for await (const image of found) yield readImage(image)
    },

    async *summaries(query = {}, options = {}) {
      const found = imagesOf(query, (page) =>
        call<ImageV1SummaryList>('listImagesV1', options, (init) =>
          api.GET(IMAGES, { params: { query: page as never }, ...init }),
        ),
      )
      for await (const image of found) yield readSummary(image)
    },

    async show(id, options = {}) {
      const headers = await call<Headers>('showImageMetadataV1', options, async (init) => {
        const { error, response } = await api.HEAD(IMAGE, { params: at(id), ...init })
        return { data: response.headers, error, response }
      })
      const image = readHeaders(headers)
      if (image === undefined) throw notOurs('showImageMetadataV1', access.baseUrl)
      return image
    },

    create: async (image, options = {}) =>
      register(
        {
          operation: 'createImageV1',
          method: 'POST',
          path: IMAGES,
          headers: (data) => toHeaders(image, data),
          send: (header, init) => api.POST(IMAGES, { params: { header }, ...init }),
        },
        options,
      ),

    update: async (id, changes, { purgeProperties = false, ...options } = {}) =>
      register(
        {
          operation: 'updateImageV1',
          method: 'PUT',
          path: fillPath(IMAGE, { image_id: id }),
          headers: (data) => ({ ...toHeaders(changes, data), [PURGE]: String(purgeProperties) }),
          send: (header, init) => api.PUT(IMAGE, { params: { ...at(id), header }, ...init }),
        },
        options,
      ),

    delete: (id, options = {}) =>
      call<void>('deleteImageV1', options, async (init) => {
        // What it says differs from server to server, and is of no interest.
        const { error, response } = await api.DELETE(IMAGE, { params: at(id), parseAs: 'text', ...init })
        return { error, response }
      }),
  }
}
