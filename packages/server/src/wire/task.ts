import {
  type ImageTask,
  type ImportTaskInput,
  type OpenApiDocument,
  openapiDocument,
  type TaskSummary,
  type Task as WireTask,
} from '@vitrine/api-types'
import type { ReadImport, Task } from '@vitrine/core'
import { createAttributeSchema } from './attribute-schema.ts'
import { fromWire, wholeSeconds } from './image.ts'

/** What lists say of a task. */
export function toSummary(task: Task): TaskSummary {
  return {
    id: task.id,
    type: task.type,
    status: task.status,
    owner: task.owner,
    created_at: wholeSeconds(task.createdAt),
    updated_at: wholeSeconds(task.updatedAt),
    expires_at: task.expiresAt && wholeSeconds(task.expiresAt),
    self: `/v2/tasks/${task.id}`,
    schema: '/v2/schemas/task',
  }
}

export function toWire(task: Task): WireTask {
  return {
    ...toSummary(task),
    ...(task.imageId !== null && { image_id: task.imageId }),
    input: task.input,
    result: task.result,
    message: task.message,
    request_id: task.requestId,
    user_id: task.userId,
  }
}

/** As a task of its image: clients of that list parse other times, and fields that all other tasks are without (C36). */
export function toImageTask(task: Task, imageId: string): ImageTask {
  return {
    id: task.id,
    type: task.type,
    status: task.status,
    owner: task.owner,
    expires_at: task.expiresAt && zoneless(task.expiresAt),
    created_at: zoneless(task.createdAt),
    updated_at: zoneless(task.updatedAt),
    deleted_at: null,
    deleted: false,
    image_id: imageId,
    request_id: task.requestId,
    user_id: task.userId,
    input: task.input,
    result: task.result,
    message: task.message,
  }
}

/** `YYYY-MM-DDTHH:MM:SS.ffffff`, in UTC. */
function zoneless(time: Date): string {
  return `${time.toISOString().slice(0, 23)}000`
}

/** Reads the attributes of an image to be imported as those of a new one are read. */
export function createImportReader(document: OpenApiDocument = openapiDocument): ReadImport {
  const attributes = createAttributeSchema(document)
  return (input) => {
    // The rest was held against the spec when the task was asked for.
    const { import_from, image_properties } = input as ImportTaskInput
    return { url: import_from, image: fromWire(image_properties, attributes) }
  }
}
