import type { ImageAccess } from './access.ts'
import type { OriginOf, RequestOfCaller, Supply } from './data-origin.ts'
import type { ImageDataService } from './image-data-service.ts'

/** The data of this request, by the way of every other upload. */
export function supplyUpload(
  { imageData, access }: { imageData: Pick<ImageDataService, 'assertTakes' | 'uploadSettled'>; access: ImageAccess },
  { upload }: OriginOf<'upload'>,
  { signal, caller }: RequestOfCaller,
): Supply {
  return {
    rules: ['upload_image'],

    async admit(image) {
      imageData.assertTakes(image, upload)
    },

    async deliver(id, settle) {
      await imageData.uploadSettled(id, { ...upload, failsAs: 'killed', signal }, settle)
      return access.show(id, caller)
    },
  }
}
