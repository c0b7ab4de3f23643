import type { ImageLink, ImageLinkCreate, ImageLinkList, paths } from '@vitrine/api-types'
import type { Client } from 'openapi-fetch'
import type { Call, CallOptions } from './call.ts'

/** A link as it is told to who makes it, and to nobody else: whoever has the URL can use it. */
export type NewImageLink = ImageLink & Required<Pick<ImageLink, 'url'>>

/** URLs that download the data of an image once, without a token: see `downloadLink`. */
export interface ImageLinks {
  /** Good until it is used; or for `expires_in` seconds, which are as many as the operator allows when left out. */
  create(imageId: string, link?: ImageLinkCreate, options?: CallOptions): Promise<NewImageLink>
  /** Newest first, used ones too until they expire: of who may change the image all, of others their own. */
  list(imageId: string, options?: CallOptions): Promise<ImageLink[]>
  delete(imageId: string, linkId: string, options?: CallOptions): Promise<void>
}

const LINKS = '/v2/images/{image_id}/links'
const LINK = '/v2/images/{image_id}/links/{link_id}'

export function createImageLinks({ api, call }: { api: Client<paths>; call: Call }): ImageLinks {
  const of = (image_id: string) => ({ params: { path: { image_id } } })
  const at = (image_id: string, link_id: string) => ({ params: { path: { image_id, link_id } } })

  return {
    create: (imageId, body, options = {}) =>
      call<ImageLink>('createImageLink', options, (init) =>
        api.POST(LINKS, { ...of(imageId), ...(body && { body }), ...init }),
      ) as Promise<NewImageLink>,
    list: async (imageId, options = {}) =>
      (await call<ImageLinkList>('listImageLinks', options, (init) => api.GET(LINKS, { ...of(imageId), ...init })))
        .links,
    delete: (imageId, linkId, options = {}) =>
      call<void>('deleteImageLink', options, (init) => api.DELETE(LINK, { ...at(imageId, linkId), ...init })),
  }
}
