import {
  type GenerationTask,
  type ImageCatalog,
  type ImageDataService,
  recoverImports,
  type Stores,
  type TaskCatalog,
} from '@vitrine/core'
import type { Logger } from 'pino'
import { unusableDatabase } from './catalog-lock.ts'

/** Puts right what a stop of an earlier process has left half done, before anybody does anything new. */
export async function recover({
  databasePath,
  catalog,
  stores,
  imageData,
  generations,
  now,
  log,
}: {
  readonly databasePath: string
  readonly catalog: ImageCatalog & { readonly tasks: TaskCatalog; close(): Promise<void> }
  readonly stores: Stores
  readonly imageData: ImageDataService
  readonly generations: GenerationTask
  readonly now: () => Date
  readonly log: Logger
}): Promise<void> {
  const recovered = await imageData.recover().catch(async (error: unknown) => {
    await catalog.close()
    throw unusableDatabase(databasePath, error)
  })
  for (const { store, blobs } of await catalog.countBlobs()) {
    if (!stores.find(store)) log.warn({ store, blobs }, 'images have data in a store that is not configured any more')
  }
  if (recovered.length > 0) log.warn({ images: recovered }, 'uploads that a stop had cut short are queued again')
  const freed = await recoverImports(catalog, catalog.tasks, now())
  if (freed.length > 0) log.warn({ images: freed }, 'imports that a stop had cut short are queued again')
  const ended = await generations.recover()
  if (ended.length > 0)
    log.warn({ machineImages: ended }, 'generations that a stop had kept from beginning have failed')
}
