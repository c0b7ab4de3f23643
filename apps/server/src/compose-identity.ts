import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Accounts, Identity, IdentityDirectory, LoginService } from '@vitrine/core'
import { createKeystoneIdentity } from '@vitrine/identity/keystone'
import { createFirstUsers, createLocalIdentity, createPasswords, loadSigningKey } from '@vitrine/identity/local'
import { createNoIdentity } from '@vitrine/identity/none'
import type { Logger } from 'pino'
import { writeCloudsFile } from './clouds-file.ts'
import { type Config, ConfigError } from './config.ts'

export interface ComposedIdentity {
  readonly identity: Identity
  /** Its users, where they come by name. */
  readonly accounts: Accounts
  /** The API of the built-in identity; the others have theirs elsewhere, or none. */
  readonly login?: LoginService
  /** What is left to do once it is known under which address clients reach the server. */
  prepare(url: string): Promise<void>
}

/** For so long a change made elsewhere (another process, Keystone) may go unnoticed. */
const LOCAL_CACHE_MS = 5_000
const KEYSTONE_CACHE_MS = 60_000
const KEYSTONE_TIMEOUT_MS = 10_000
/** tokens */
const CACHE_SIZE = 10_000

const SIGNING_KEY = 'token.key'
const CLOUDS = 'clouds.yaml'

export async function composeIdentity(
  config: Config,
  { directory, now, log }: { directory: IdentityDirectory; now: () => Date; log: Logger },
): Promise<ComposedIdentity> {
  const settings = config.identity
  switch (settings.kind) {
    case 'none': {
      const none = createNoIdentity()
      return { identity: none, accounts: none, prepare: async () => undefined }
    }
    case 'keystone': {
      const limits = { cacheLifeMs: KEYSTONE_CACHE_MS, cacheSize: CACHE_SIZE, timeoutMs: KEYSTONE_TIMEOUT_MS }
      const keystone = createKeystoneIdentity({ ...settings.settings, ...limits, now })
      return { identity: keystone, accounts: keystone, prepare: async () => undefined }
    }
    case 'local': {
      const key = await openSigningKey(config.dataDir)
      const passwords = createPasswords()
      const local = createLocalIdentity({
        directory,
        passwords,
        key,
        now,
        tokenLifeMs: config.tokenLifeMs,
        cacheLifeMs: LOCAL_CACHE_MS,
        cacheSize: CACHE_SIZE,
      })
      const prepare = async (url: string) => {
        const path = resolve(config.dataDir, CLOUDS)
        const keep = (first: Parameters<typeof writeCloudsFile>[2]) =>
          writeCloudsFile(path, `${url}/identity/v3`, first)
        if (await createFirstUsers({ directory, passwords, now, keep })) {
          log.info({ clouds: path }, 'first start: users admin and demo were made, clouds.yaml has their logins')
        }
      }
      return { identity: local, accounts: local, login: local, prepare }
    }
  }
}

async function openSigningKey(dataDir: string): Promise<Uint8Array> {
  try {
    await mkdir(dataDir, { recursive: true })
    return await loadSigningKey(resolve(dataDir, SIGNING_KEY))
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}
