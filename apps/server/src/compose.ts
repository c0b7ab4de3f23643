import { createSqliteCatalog } from '@vitrine/catalogs/sqlite'
import {
  createBlobReaper,
  createDigestPool,
  createImageAccess,
  createImageActivationService,
  createImageDataService,
  createImageMemberService,
  createImageRegistrationService,
  createImageService,
  createImageSharingService,
  createImageTagService,
  createPolicy,
  createPropertyProtection,
  createServiceInformation,
  noPropertyProtection,
} from '@vitrine/core'
import { createApp, createHttpServer, createMetrics } from '@vitrine/server'
import { createHttpSource } from '@vitrine/stores/http'
import type { Logger } from 'pino'
import { unusableDatabase } from './catalog-lock.ts'
import { composeConversion } from './compose-conversion.ts'
import { composeIdentity } from './compose-identity.ts'
import { composeLocations } from './compose-locations.ts'
import { composeStores } from './compose-stores.ts'
import { composeTasks } from './compose-tasks.ts'
import { composeUForge } from './compose-uforge.ts'
import type { Config } from './config.ts'
import { keepFromOthers } from './database-privacy.ts'
import { keepHouse } from './housekeeping.ts'
import { recover } from './recover.ts'

/** Puts the service together: the only place that knows which adapter is behind which port. */
export async function compose(config: Config, log: Logger) {
  const now = () => new Date()
  const remote = createHttpSource({ allow: config.fetchAllow, idleMs: config.idleMs })
  const stores = await composeStores(config.stores, remote)
  const conversion = await composeConversion(config, log)
  if (config.identity.kind === 'local') {
    const files = await keepFromOthers(config.databasePath)
    if (files.length > 0) log.warn({ files }, 'others could read the database: now only its owner can')
  }
  const catalog = await createSqliteCatalog({ path: config.databasePath }).catch((error: unknown) => {
    throw unusableDatabase(config.databasePath, error)
  })
  const { identity, accounts, login, prepare } = await composeIdentity(config, {
    directory: catalog.directory,
    now,
    log,
  }).catch(async (error: unknown) => {
    await catalog.close()
    throw error
  })
  const digests = createDigestPool(config.digestThreads)
  const reaper = createBlobReaper({
    catalog,
    stores,
    onError: (error, key) => log.error({ err: error, key }, 'bytes could not be removed yet'),
  })
  const { sections, ruleUses } = config.propertyProtection
  const policy = createPolicy(
    config.policyRules,
    ruleUses.map(({ rule }) => rule),
  )
  const protection = sections.length > 0 ? createPropertyProtection(sections, policy) : noPropertyProtection
  const access = createImageAccess({ catalog, policy })
  const images = createImageService({
    catalog,
    access,
    policy,
    protection,
    quotas: config.quotas,
    imageLimit: config.limits.images,
    now,
    onDeleted: (id) => {
      imageData.stopUpload(id)
      void reaper.reap()
    },
    onDataChanged: () => void reaper.reap(),
  })
  const imageData = createImageDataService({
    access,
    policy,
    catalog,
    stores,
    digests,
    reaper,
    now,
    hashAlgorithm: config.hashAlgorithm,
    sizeCap: config.sizeCap,
    limits: config.limits,
    formats: config.formats,
    onWarning: (image, warnings) =>
      log.warn({ image, warnings }, 'data was taken although it is not what it should be'),
  })
  const tags = createImageTagService({ catalog, access, quota: config.quotas.tags, now })
  const activation = createImageActivationService({ catalog, access, now })
  const information = createServiceInformation({
    stores,
    policy,
    catalog,
    limits: config.limits,
    // None can be carried out yet.
    importMethods: [],
  })
  const membership = { catalog, access, policy, quota: config.quotas.members, now }
  const members = createImageMemberService(membership)
  const sharing = createImageSharingService({ ...membership, images })
  const places = composeLocations({ config, stores, remote, catalog, access, digests, now })
  const uforge = composeUForge({
    config,
    conversion,
    catalog,
    images,
    imageData,
    access,
    policy,
    accounts,
    digests,
    reaper,
    now,
  })
  const { generations, links, linkedDownloads } = uforge
  const { tasks, runner } = composeTasks({
    catalog,
    images,
    imageData,
    access,
    policy,
    source: remote,
    locationTask: places.task,
    generations,
    document: config.document,
    now,
    log,
  })
  const registration = createImageRegistrationService({
    images,
    imageData,
    catalog,
    access,
    policy,
    runner,
    source: remote,
    locationSource: places.source,
    secureHash: config.locations.secureHash,
    now,
    onError: (error, image) => log.warn({ err: error, image }, 'data elsewhere will not be read for its digests'),
  })

  await recover({ databasePath: config.databasePath, catalog, stores, imageData, generations, now, log })
  await runner.resume()
  const house = keepHouse({
    catalog,
    links,
    reaper,
    keepDeletedMs: config.keepDeletedMs,
    now,
    onError: (error) => log.error({ err: error }, 'what is over could not be forgotten yet'),
  })

  const stopping = new AbortController()
  let ready = true
  const app = createApp({
    images,
    tags,
    activation,
    imageData,
    locations: places.createService(runner),
    members,
    sharing,
    registration,
    tasks,
    information,
    stores,
    imageApiV1: config.imageApiV1,
    links,
    linkedDownloads,
    uforge: uforge.createApi(runner),
    identity,
    login,
    policy,
    document: config.document,
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
      await runner.close()
      await house.close()
      await digests.close()
      await identity.close()
      await catalog.close()
    },
  }
}
