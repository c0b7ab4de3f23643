import type { ImageLocation, ImageLocationCreate, paths } from '@vitrine/api-types'
import type { Client } from 'openapi-fetch'
import type { Call, CallOptions } from './call.ts'

/** Where the data of images lies, for who is not shown it in `locations` of the image. */
export interface ImageLocations {
  /** For services and administrators. */
  list(imageId: string, options?: CallOptions): Promise<ImageLocation[]>
  /**
   * Gives a queued image the data at a URL. The server looks there after it has answered: then the image is `active`, or
   * `queued` again, and its tasks say why.
   */
  add(imageId: string, location: ImageLocationCreate, options?: CallOptions): Promise<void>
}

const LOCATIONS = '/v2/images/{image_id}/locations'

export function createImageLocations({ api, call }: { api: Client<paths>; call: Call }): ImageLocations {
  const of = (image_id: string) => ({ params: { path: { image_id } } })

  return {
    list: (imageId, options = {}) =>
      call<ImageLocation[]>('listImageLocations', options, (init) => api.GET(LOCATIONS, { ...of(imageId), ...init })),
    add: (imageId, body, options = {}) =>
      call<void>('addImageLocation', options, (init) => api.POST(LOCATIONS, { ...of(imageId), body, ...init })),
  }
}
