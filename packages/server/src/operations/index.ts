import type { Handlers } from '@vitrine/api-types'
import type { ImageDataService, ImageMemberService, ImageService, LoginService, Policy } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import type { LoginLimits } from '../http/login-attempts.ts'
import type { Metrics } from '../metrics.ts'
import { discoveryOperations } from './discovery.ts'
import { identityOperations } from './identity.ts'
import { imageDataOperations } from './image-data.ts'
import { imageMemberOperations } from './image-members.ts'
import { imageOperations } from './images.ts'
import { schemaOperations } from './schemas.ts'

export interface Services {
  readonly images: ImageService
  readonly imageData: ImageDataService
  readonly members: ImageMemberService
  readonly login?: LoginService | undefined
  readonly policy: Policy
  readonly limits?: Partial<LoginLimits>
  readonly metrics: Metrics
  readonly isReady: () => boolean
}

/** Every operation of the spec: one that is missing here does not compile. */
export const createOperations = (services: Services) =>
  ({
    ...discoveryOperations(services),
    ...imageOperations(services),
    ...imageDataOperations(services),
    ...imageMemberOperations(services),
    ...schemaOperations(),
    ...identityOperations(services),
  }) satisfies Handlers<HandlerContext>
