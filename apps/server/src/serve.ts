import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { lockCatalog } from './catalog-lock.ts'
import { compose } from './compose.ts'
import { type Config, ConfigError, readConfig, unknownVariables } from './config.ts'
import { createLog } from './log.ts'
import { serviceUrl } from './service-url.ts'
import type { Sources } from './setting-sources.ts'
import { stopServer } from './shutdown.ts'

export interface RunningServer {
  /** Where it listens, with the real port. */
  readonly url: string
  /** Resolves when the server has stopped and everything is closed. */
  readonly stopped: Promise<void>
  stop(reason: string): void
}

/** Starts the server as the settings say. Rejects with `ConfigError` for settings that cannot be used. */
export async function serve(sources: Sources): Promise<RunningServer> {
  const config = readConfig(sources)
  const log = createLog(config.logLevel)
  for (const name of unknownVariables(sources.environment)) log.warn({ name }, 'no such setting: ignored')

  const lock = lockCatalog(config.databasePath)
  const service = await start(config, log).catch((error: unknown) => {
    lock.release()
    throw error
  })
  const { url } = service
  log.info({ url, dataDir: config.dataDir }, 'listening')

  const { promise: stopped, resolve, reject } = Promise.withResolvers<void>()
  let stopping = false
  return {
    url,
    stopped,
    stop(reason) {
      if (stopping) return
      stopping = true
      log.info({ reason, graceMs: config.graceMs }, 'stopping')
      stopServer(service, config.graceMs)
        .finally(() => lock.release())
        .then(() => {
          log.info('stopped')
          log.flush()
        })
        .then(resolve, reject)
    },
  }
}

/** The composed service, listening; or nothing of it left open. */
async function start(config: Config, log: Logger) {
  const { host, port } = config
  const service = await compose(config, log)
  try {
    service.server.listen(port, host)
    await once(service.server, 'listening')
  } catch (error) {
    await service.close()
    const reason = error instanceof Error ? error.message : error
    throw new ConfigError(
      `Cannot listen on ${host}:${port}: ${reason}. Choose another with --listen; port 0 takes a free one`,
      { cause: error },
    )
  }
  const { address, port: realPort } = service.server.address() as AddressInfo
  const url = serviceUrl({ host: address, port: realPort }, config.certificate !== undefined)
  await service.prepare(url).catch(async (error: unknown) => {
    service.server.close()
    await service.close()
    throw error
  })
  return { ...service, url }
}
