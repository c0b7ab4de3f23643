import { createSqliteCatalog } from '@vitrine/catalogs/sqlite'
import {
  createBlobReaper,
  createDigestPool,
  createImageAccess,
  createImageDataService,
  createImageMemberService,
  createImageService,
  createPolicy,
} from '@vitrine/core'
import { createApp, createHttpServer, createMetrics } from '@vitrine/server'
import { createFileImageStore } from '@vitrine/stores/file'
import type { Logger } from 'pino'
import { unusableDatabase } from './catalog-lock.ts'
import { composeIdentity } from './compose-identity.ts'
import { type Config, ConfigError } from './config.ts'
import { keepFromOthers } from './database-privacy.ts'

/** Bytes that could not be removed are tried again this often. */
const REAP_EVERY_MS = 60_000

/** Puts the service together: the only place that knows which adapter is behind which port. */
export async function compose(config: Config, log: Logger) {
  const now = () => new Date()
  const store = await createFileImageStore({ root: config.storePath }).catch((error: unknown) => {
    throw unusableStore(config.storePath, error)
  })
  if (config.identity.kind === 'local') {
    const files = await keepFromOthers(config.databasePath)
    if (files.length > 0) log.warn({ files }, 'others could read the database: now only its owner can')
  }
  const catalog = await createSqliteCatalog({ path: config.databasePath }).catch((error: unknown) => {
    throw unusableDatabase(config.databasePath, error)
  })
  const { identity, login, prepare } = await composeIdentity(config, { directory: catalog.directory, now, log }).catch(
    async (error: unknown) => {
      await catalog.close()
      throw error
    },
  )
  const digests = createDigestPool(config.digestThreads)
  const reaper = createBlobReaper({
    catalog,
    store,
    onError: (error, key) => log.error({ err: error, key }, 'bytes could not be removed yet'),
  })
  const policy = createPolicy(config.policyRules)
  const access = createImageAccess({ catalog, policy })
  const images = createImageService({
    catalog,
    access,
    policy,
    quotas: config.quotas,
    now,
    onDeleted: (id) => {
      imageData.stopUpload(id)
      void reaper.reap()
    },
  })
  const imageData = createImageDataService({
    access,
    policy,
    catalog,
    store,
    digests,
    reaper,
    now,
    hashAlgorithm: config.hashAlgorithm,
    sizeCap: config.sizeCap,
  })
  const members = createImageMemberService({ catalog, access, policy, quota: config.quotas.members, now })

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
    members,
    identity,
    login,
    policy,
    log,
    metrics: createMetrics(),
    isReady: () => ready,
    signal: stopping.signal,
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
    corsOrigins: config.corsOrigins,
    admitsEveryone: config.identity.kind === 'none',
    idleMs: config.idleMs,
  })

  return {
    server: createHttpServer(app, config.certificate),
    /** Once it listens, before it is announced: `url` is where clients on this machine reach it. */
    prepare: (url: string) => prepare(config.publicUrl ?? url),
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
      await identity.close()
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
