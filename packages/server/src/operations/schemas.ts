import type { Handlers } from '@vitrine/api-types'
import type { HandlerContext } from '../http/dispatch.ts'
import { imageSchema, imagesSchema, memberSchema, membersSchema } from '../wire/schema-documents.ts'

export const schemaOperations = () =>
  ({
    showImageSchema: async () => ({ status: 200, body: imageSchema }),
    showImagesSchema: async () => ({ status: 200, body: imagesSchema }),
    showMemberSchema: async () => ({ status: 200, body: memberSchema }),
    showMembersSchema: async () => ({ status: 200, body: membersSchema }),
  }) satisfies Pick<
    Handlers<HandlerContext>,
    'showImageSchema' | 'showImagesSchema' | 'showMemberSchema' | 'showMembersSchema'
  >
