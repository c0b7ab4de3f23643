import type { Handlers } from '@vitrine/api-types'
import type { HandlerContext } from '../http/dispatch.ts'
import { HttpError } from '../http/http-error.ts'

type ImageLinkOperationId = 'listImageLinks' | 'createImageLink' | 'deleteImageLink' | 'downloadLinkedImageData'

// TODO(links): over the service of core.
export const imageLinkOperations = () =>
  ({
    listImageLinks: refuse,
    createImageLink: refuse,
    deleteImageLink: refuse,
    downloadLinkedImageData: refuse,
  }) satisfies Pick<Handlers<HandlerContext>, ImageLinkOperationId>

async function refuse(): Promise<never> {
  throw new HttpError(404, 'There are no download links here')
}
