import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { compose } from './compose.ts'
import { type Config, readConfig, unknownVariables } from './config.ts'
import { lockDataDir } from './data-dir-lock.ts'
import type { Values } from './settings.ts'
import { stopServer } from './shutdown.ts'

export interface RunningServer {
  /** Where it listens, with the real port. */
  readonly url: string
  /** Resolves when the server has stopped and everything is closed. */
  readonly stopped: Promise<void>
  stop(reason: string): void
}

/** Starts the server as the settings say. Rejects with `ConfigError` for settings that cannot be used. */
export async function serve(sources: {
  readonly flags: Values
  readonly environment: Values
  readonly file?: string | undefined
}): Promise<RunningServer> {
  const config = readConfig(sources)
  const log = pino({ level: config.logLevel }, pino.destination({ sync: false, minLength: 0 }))
  for (const name of unknownVariables(sources.environment)) log.warn({ name }, 'no such setting: ignored')

  const lock = lockDataDir(config.dataDir)
  const service = await compose(config, log)
  const { server } = service
  await listen(server, config)
  const url = urlOf(server.address() as AddressInfo)
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

async function listen(server: Awaited<ReturnType<typeof compose>>['server'], { host, port }: Config): Promise<void> {
  server.listen(port, host)
  await once(server, 'listening')
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}
