import { resolve } from 'node:path'
import type { Certificate } from '@vitrine/server'
import { readCertificate } from './certificate.ts'
import { type IdentityConfig, readIdentity } from './identity-settings.ts'
import { readOrigins, readProxies } from './origins.ts'
import { type PolicyRules, readPolicyFile } from './policy-file.ts'
import { type GetSetting, readSources, type Sources } from './setting-sources.ts'
import {
  address,
  assertSingleWorker,
  embedded,
  hashAlgorithm,
  integer,
  MAX_TIMER_SECONDS,
  oneOf,
  publicUrl,
} from './setting-values.ts'
import { settings, type Values } from './settings.ts'

export { ConfigError } from './setting-values.ts'

export interface Config {
  readonly host: string
  readonly port: number
  readonly dataDir: string
  readonly databasePath: string
  readonly storePath: string
  readonly identity: IdentityConfig
  /** How long a token of the built-in identity is valid. */
  readonly tokenLifeMs: number
  /** An operator's rules, in place of the defaults of the same names. */
  readonly policyRules: PolicyRules
  readonly certificate: Certificate | undefined
  readonly publicUrl: string | undefined
  readonly corsOrigins: readonly string[]
  readonly trustedProxies: readonly string[]
  readonly hashAlgorithm: string
  /** bytes */
  readonly sizeCap: number
  readonly quotas: { readonly properties: number; readonly tags: number; readonly members: number }
  readonly idleMs: number
  readonly graceMs: number
  readonly digestThreads: number
  readonly logLevel: string
}

/** Reads every setting once; what comes out is checked and does not change any more. */
export function readConfig(sources: Sources): Config {
  const { get, keystone } = readSources(sources)
  return Object.freeze(interpret(get, sources.environment, keystone))
}

/** Where everything is kept that is not elsewhere, and the catalogue. */
export function readPlaces(get: GetSetting): Pick<Config, 'dataDir' | 'databasePath'> {
  const dataDir = resolve(get('data_dir').text)
  return { dataDir, databasePath: embedded(get('database_url'), 'sqlite', resolve(dataDir, 'catalog.db')) }
}

function interpret(get: GetSetting, environment: Values, keystone: Values): Config {
  const { host, port } = address(get('listen'))
  const places = readPlaces(get)
  assertSingleWorker(get('workers'))
  return {
    host,
    port,
    ...places,
    storePath: embedded(get('stores'), 'file', resolve(places.dataDir, 'images')),
    identity: readIdentity({
      auth: get('auth'),
      openToNetwork: oneOf(get('open_to_network'), ['yes', 'no']) === 'yes',
      host,
      environment,
      keystone,
    }),
    tokenLifeMs: integer(get('token_life'), 1, MAX_TIMER_SECONDS) * 1000,
    policyRules: readPolicyFile(get('policy_file')),
    certificate: readCertificate(get('tls_certificate'), get('tls_key')),
    publicUrl: publicUrl(get('public_url')),
    corsOrigins: readOrigins(get('cors_origins')),
    trustedProxies: readProxies(get('trusted_proxies')),
    hashAlgorithm: hashAlgorithm(get('hashing_algorithm')),
    sizeCap: integer(get('image_size_cap'), 0),
    quotas: {
      properties: integer(get('image_property_quota')),
      tags: integer(get('image_tag_quota')),
      members: integer(get('image_member_quota')),
    },
    idleMs: integer(get('transfer_idle_timeout'), 1, MAX_TIMER_SECONDS) * 1000,
    graceMs: integer(get('shutdown_grace'), 0, MAX_TIMER_SECONDS) * 1000,
    digestThreads: integer(get('digest_threads'), 1),
    logLevel: oneOf(get('log_level'), ['trace', 'debug', 'info', 'warn', 'error', 'silent']),
  }
}

/** Names under VITRINE_ that no setting has: most likely misspelt, or of another release. */
export function unknownVariables(environment: Values): string[] {
  const known = new Set<string>(settings.map((setting) => setting.environment))
  return Object.keys(environment).filter((name) => name.startsWith('VITRINE_') && !known.has(name) && !CLIENT.has(name))
}

/** Variables of the command line client, which may be set in the same shell. */
const CLIENT = new Set(['VITRINE_URL'])
