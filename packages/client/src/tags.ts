import type { paths } from '@vitrine/api-types'
import type { Client } from 'openapi-fetch'
import type { Call, CallOptions } from './call.ts'

/** Words to find an image by, one at a time: of several changes at once none is lost. */
export interface ImageTags {
  /** Nothing changes when the image has the tag. One with a slash has no URL: set it as one of all `tags`. */
  add(imageId: string, tag: string, options?: CallOptions): Promise<void>
  delete(imageId: string, tag: string, options?: CallOptions): Promise<void>
}

const TAG = '/v2/images/{image_id}/tags/{tag}'

export function createImageTags({ api, call }: { api: Client<paths>; call: Call }): ImageTags {
  const at = (image_id: string, tag: string) => ({ params: { path: { image_id, tag } } })

  return {
    add: (imageId, tag, options = {}) =>
      call<void>('addTag', options, (init) => api.PUT(TAG, { ...at(imageId, tag), ...init })),
    delete: (imageId, tag, options = {}) =>
      call<void>('deleteTag', options, (init) => api.DELETE(TAG, { ...at(imageId, tag), ...init })),
  }
}
