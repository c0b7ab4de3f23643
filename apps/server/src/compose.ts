import { createSqliteCatalog } from '@vitrine/catalogs/sqlite'
import { createBlobReaper, createDigestPool, createImageDataService, createImageService } from '@vitrine/core'
import { createNoIdentity } from '@vitrine/identity/none'
import { createApp, createHttpServer, createMetrics } from '@vitrine/server'
import { createFileImageStore } from '@vitrine/stores/file'
import type { Logger } from 'pino'
import { unusableDatabase } from './catalog-lock.ts'
import { type Config, ConfigError } from './config.ts'

/** Bytes that could not be removed are tried again this often. */
const REAP_EVERY_MS = 60_000

/** Puts the service together: the only place that knows which adapter is behind which port. */
export async function compose(config: Config, log: Logger) {
  const now = () => new Date()
  const store = await createFileImageStore({ root: config.storePath }).catch((error: unknown) => {
    throw unusableStore(config.storePath, error)
  })
  const catalog = await createSqliteCatalog({ path: config.databasePath }).catch((error: unknown) => {
    throw unusableDatabase(config.databasePath, error)
  })
  const digests = createDigestPool(config.digestThreads)
  const reaper = createBlobReaper({
    catalog,
    store,
    onError: (error, key) => log.error({ err: error, key }, 'bytes could not be removed yet'),
  })
  const images = createImageService({
    catalog,
    quotas: config.quotas,
    now,
    onDeleted: (id) => {
      imageData.stopUpload(id)
      void reaper.reap()
    },
  })
  const imageData = createImageDataService({
    images,
    catalog,
    store,
    digests,
    reaper,
    now,
    hashAlgorithm: config.hashAlgorithm,
    sizeCap: config.sizeCap,
  })

  const recovered = await imageData.recover().catch(async (error: unknown) => {
    await catalog.close()
    throw unusableDatabase(config.databasePath, error)
  })
  if (recovered.length > 0) log.warn({ images: recovered }, 'uploads that a stop had cut short are queued again')
  const reaping = setInterval(() => void reaper.reap(), REAP_EVERY_MS).unref()

  const stopping = new AbortController()
  let ready = true
  const app = createApp({
    images,
    imageData,
    identity: createNoIdentity(),
    log,
    metrics: createMetrics(),
    isReady: () => ready,
    signal: stopping.signal,
    publicUrl: config.publicUrl,
    idleMs: config.idleMs,
  })

  return {
    server: createHttpServer(app),
    /** From now on the health check says so; requests are still served. */
    announceStop: () => {
      ready = false
    },
    /** Ends running transfers as if their clients had gone. */
    endTransfers: (reason: Error) => stopping.abort(reason),
    close: async () => {
      clearInterval(reaping)
      await reaper.reap()
      await digests.close()
      await catalog.close()
    },
  }
}

function unusableStore(path: string, error: unknown): ConfigError {
  const reason = error instanceof Error ? error.message : error
  return new ConfigError(`Cannot use the file store ${path}: ${reason}. Choose another with --stores or --data-dir`, {
    cause: error,
  })
}
