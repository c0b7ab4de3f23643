import type { Handlers } from '@vitrine/api-types'
import type { HandlerContext } from '../http/dispatch.ts'
import { imageSchema, imagesSchema } from '../wire/schema-documents.ts'

export const schemaOperations = () =>
  ({
    showImageSchema: async () => ({ status: 200, body: imageSchema }),
    showImagesSchema: async () => ({ status: 200, body: imagesSchema }),
  }) satisfies Pick<Handlers<HandlerContext>, 'showImageSchema' | 'showImagesSchema'>
