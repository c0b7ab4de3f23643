import { type Handlers, type OpenApiDocument, openapiDocument } from '@vitrine/api-types'
import type {
  DownloadLinkService,
  ImageActivationService,
  ImageDataService,
  ImageLocationService,
  ImageMemberService,
  ImageRegistrationService,
  ImageService,
  ImageSharingService,
  ImageTagService,
  LinkedDownloads,
  LoginService,
  Policy,
  ServiceInformation,
  Stores,
  TaskService,
} from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import type { LoginAttempt } from '../http/login-attempts.ts'
import type { UForgeApi } from '../http/uforge/uforge-api.ts'
import type { Metrics } from '../metrics.ts'
import { createAttributeSchema } from '../wire/attribute-schema.ts'
import { discoveryOperations } from './discovery.ts'
import { identityOperations } from './identity.ts'
import { imageActionOperations } from './image-actions.ts'
import { imageDataOperations } from './image-data.ts'
import { imageLinkOperations } from './image-links.ts'
import { imageLocationOperations } from './image-locations.ts'
import { imageMemberOperations } from './image-members.ts'
import { imageMemberOperationsV1 } from './image-members-v1.ts'
import { imageRegistrationOperationsV1 } from './image-registration-v1.ts'
import { imageTagOperations } from './image-tags.ts'
import { imageOperations } from './images.ts'
import { imageOperationsV1 } from './images-v1.ts'
import { informationOperations } from './information.ts'
import { schemaOperations } from './schemas.ts'
import { taskOperations } from './tasks.ts'
import { uforgeOperations } from './uforge.ts'
import { absentUForgeOperations } from './uforge-absent.ts'

export interface Services {
  readonly images: ImageService
  readonly tags: ImageTagService
  readonly activation: ImageActivationService
  readonly imageData: ImageDataService
  readonly locations: ImageLocationService
  readonly members: ImageMemberService
  readonly registration: ImageRegistrationService
  readonly sharing: ImageSharingService
  readonly tasks: TaskService
  readonly information: ServiceInformation
  readonly stores: Stores
  readonly links: DownloadLinkService
  readonly linkedDownloads: LinkedDownloads
  /** Whether the Image API v1 is served beside v2. */
  readonly imageApiV1: boolean
  /** Undefined where the UForge API is not served. */
  readonly uforge?: UForgeApi | undefined
  /** Of the built-in identity, where that is in use. */
  readonly login?: LoginService | undefined
  readonly policy: Policy
  readonly attemptLogin: LoginAttempt
  readonly metrics: Metrics
  /** Whether the service takes work; false once it is stopping. */
  readonly isReady: () => boolean
  /** The API as `customiseDocument` makes it; the published one when left out. */
  readonly document?: OpenApiDocument
}

/** Every operation of the spec: one that is missing here does not compile. */
export const createOperations = ({ document = openapiDocument, ...services }: Services) => {
  const attributes = createAttributeSchema(document)
  return {
    ...discoveryOperations(services),
    ...imageOperations({ ...services, attributes }),
    ...imageTagOperations({ ...services, attributes }),
    ...imageActionOperations(services),
    ...imageDataOperations(services),
    ...imageLocationOperations(services),
    ...imageLinkOperations(services),
    ...imageMemberOperations(services),
    ...imageOperationsV1(services),
    ...imageRegistrationOperationsV1({ ...services, attributes }),
    ...imageMemberOperationsV1(services),
    ...taskOperations(services),
    ...informationOperations(services),
    ...schemaOperations(document),
    ...identityOperations(services),
    ...(services.uforge ? uforgeOperations({ ...services, uforge: services.uforge }) : absentUForgeOperations),
  } satisfies Handlers<HandlerContext>
}
