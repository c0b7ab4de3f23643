import type { paths, SharedImage, SharedImageList } from '@vitrine/api-types'
import type { Client } from 'openapi-fetch'
import type { Call, CallOptions } from '../call.ts'
import type { DataAccess } from '../open-data.ts'
import { createImageDataV1, type ImageDataV1 } from './image-data.ts'
import { createImagesV1, type ImagesV1 } from './images.ts'
import { createImageMembersV1, type ImageMembersV1 } from './members.ts'

export interface ImageApiV1 {
  readonly images: ImagesV1
  readonly data: ImageDataV1
  readonly members: ImageMembersV1
  /** The images that a project is a member of: one's own, or for administrators any. */
  sharedWith(projectId: string, options?: CallOptions): Promise<SharedImage[]>
}

export function createImageApiV1(access: { api: Client<paths>; call: Call } & DataAccess): ImageApiV1 {
  const { api, call } = access
  const images = createImagesV1(access)
  return {
    images,
    data: createImageDataV1({ ...access, show: images.show }),
    members: createImageMembersV1(access),
    sharedWith: async (project_id, options = {}) =>
      (
        await call<SharedImageList>('listSharedImagesV1', options, (init) =>
          api.GET('/v1/shared-images/{project_id}', { params: { path: { project_id } }, ...init }),
        )
      ).shared_images,
  }
}
