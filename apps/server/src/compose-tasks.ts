import {
  createCopyTask,
  createImportTask,
  type createLocationTask,
  createTaskRunner,
  createTaskService,
  type GenerationTask,
  type ImageAccess,
  type ImageCatalog,
  type ImageDataService,
  type ImageService,
  type Policy,
  Problem,
  type RemoteSource,
  type TaskCatalog,
} from '@vitrine/core'
import { createImportReader } from '@vitrine/server'
import type { Logger } from 'pino'
import type { ApiDocument } from './image-settings.ts'

/** Each moves an image: more at once would only share the same disk and network. */
const PARALLEL = 4

/** What a process did that has died waits for so long; a live one says so three times in it. */
const LEASE_MS = 15_000

/** What the caller is told says all there is, unless something else is behind it. */
function reasonOf(error: unknown) {
  return error instanceof Problem && error.cause === undefined ? { reason: error.message } : { err: error }
}

/** Work that goes on after its request, and the API that tells of it. */
export function composeTasks(deps: {
  readonly catalog: ImageCatalog & { readonly tasks: TaskCatalog }
  readonly images: ImageService
  readonly imageData: ImageDataService
  readonly access: ImageAccess
  readonly policy: Policy
  readonly source: RemoteSource
  readonly locationTask: ReturnType<typeof createLocationTask>
  readonly generations: GenerationTask
  readonly document: ApiDocument
  readonly now: () => Date
  readonly log: Logger
}) {
  const { catalog, locationTask, generations, now, log } = deps
  const readImport = createImportReader(deps.document)
  const importTask = createImportTask({ ...deps, tasks: catalog.tasks, readImport })
  const copyTask = createCopyTask(deps)
  const runner = createTaskRunner({
    tasks: catalog.tasks,
    work: {
      import: importTask.work,
      api_image_import: copyTask.work,
      location_import: locationTask.work,
      machine_image_generation: generations.work,
    },
    undo: {
      import: importTask.undo,
      api_image_import: copyTask.undo,
      location_import: locationTask.undo,
      machine_image_generation: generations.undo,
    },
    now,
    onError: (error, task) => log.warn({ ...reasonOf(error), task }, 'a task failed'),
    parallel: PARALLEL,
    leaseMs: LEASE_MS,
  })
  return { runner, tasks: createTaskService({ ...deps, tasks: catalog.tasks, runner, readImport }) }
}
