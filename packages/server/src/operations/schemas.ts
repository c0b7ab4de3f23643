import type { Handlers, OpenApiDocument } from '@vitrine/api-types'
import type { HandlerContext } from '../http/dispatch.ts'
import {
  imageSchemaOf,
  imagesSchemaOf,
  memberSchema,
  membersSchema,
  taskSchema,
  tasksSchema,
} from '../wire/schema-documents.ts'

export const schemaOperations = (document: OpenApiDocument) => {
  const imageSchema = imageSchemaOf(document)
  const imagesSchema = imagesSchemaOf(imageSchema)
  return {
    showImageSchema: async () => ({ status: 200, body: imageSchema }),
    showImagesSchema: async () => ({ status: 200, body: imagesSchema }),
    showMemberSchema: async () => ({ status: 200, body: memberSchema }),
    showMembersSchema: async () => ({ status: 200, body: membersSchema }),
    showTaskSchema: async () => ({ status: 200, body: taskSchema }),
    showTasksSchema: async () => ({ status: 200, body: tasksSchema }),
  } satisfies Pick<
    Handlers<HandlerContext>,
    | 'showImageSchema'
    | 'showImagesSchema'
    | 'showMemberSchema'
    | 'showMembersSchema'
    | 'showTaskSchema'
    | 'showTasksSchema'
  >
}
