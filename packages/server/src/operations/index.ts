import type { Handlers } from '@vitrine/api-types'
import type { ImageDataService, ImageService } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import type { Metrics } from '../metrics.ts'
import { discoveryOperations } from './discovery.ts'
import { imageDataOperations } from './image-data.ts'
import { imageOperations } from './images.ts'
import { schemaOperations } from './schemas.ts'

export interface Services {
  readonly images: ImageService
  readonly imageData: ImageDataService
  readonly metrics: Metrics
  readonly isReady: () => boolean
}

/** Every operation of the spec: one that is missing here does not compile. */
export const createOperations = (services: Services) =>
  ({
    ...discoveryOperations(services),
    ...imageOperations(services),
    ...imageDataOperations(services),
    ...schemaOperations(),
  }) satisfies Handlers<HandlerContext>
