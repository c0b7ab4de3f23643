import type { RemoteSource } from '../ports/remote-source.ts'
import { writeCopyOrder } from '../tasks/copy-order.ts'
import type { TaskRunner } from '../tasks/task-runner.ts'
import { askOnce } from './ask-once.ts'
import type { OriginOf, RequestOfCaller, Supply } from './data-origin.ts'
import type { ImageDataService } from './image-data-service.ts'
import { assertSize } from './said-of-data.ts'

export interface CopySupplyDeps {
  readonly imageData: Pick<ImageDataService, 'assertTakes'>
  readonly source: Pick<RemoteSource, 'size'>
  readonly runner: Pick<TaskRunner, 'start'>
}

/** Data that a task fetches from a URL. Until that begins, the image waits. */
export function supplyCopy(
  { imageData, source, runner }: CopySupplyDeps,
  { kind: _, ...wanted }: OriginOf<'copy'>,
  { caller, requestId, signal }: RequestOfCaller,
): Supply {
  const size = askOnce((inTime) => source.size(wanted.url, { signal: inTime }), signal)

  return {
    rules: ['copy_from', 'upload_image'],

    async admit(image) {
      imageData.assertTakes(image, { ...wanted, declaredSize: wanted.size })
      const declaredSize = await size()
      assertSize(wanted, declaredSize)
      imageData.assertTakes(image, { ...wanted, declaredSize })
    },

    async deliver(id, settle) {
      const image = await settle()
      await runner.start({ ...writeCopyOrder({ imageId: id, ...wanted }), caller, requestId })
      return image
    },
  }
}
