import { resolve } from 'node:path'
import { type FormatSettings, GPT_CHECKS, type LocationDisplay, type ProjectLimits } from '@vitrine/core'
import type { Certificate } from '@vitrine/server'
import { readCertificate } from './certificate.ts'
import { type ConversionConfig, readConversion } from './conversion-settings.ts'
import { type IdentityConfig, readIdentity } from './identity-settings.ts'
import { type ApiDocument, readApiDocument } from './image-settings.ts'
import { readLimits } from './limit-settings.ts'
import { type LinkConfig, readLinks } from './link-settings.ts'
import { readFetchAllow, readOrigins, readProxies } from './origins.ts'
import { type PolicyRules, readPolicyFile } from './policy-file.ts'
import { assertRulesExist, type PropertyProtectionFile, readPropertyProtection } from './property-protection-file.ts'
import { type GetSetting, type ReadSources, readSources, type Sources } from './setting-sources.ts'
import {
  address,
  assertSingleWorker,
  embedded,
  hashAlgorithm,
  integer,
  MAX_TIMER_SECONDS,
  oneOf,
  publicUrl,
  someOf,
} from './setting-values.ts'
import { settings, type Values } from './settings.ts'
import { readStores, type StoreConfig } from './store-settings.ts'
import { readUForge, type UForgeConfig } from './uforge-settings.ts'

export { ConfigError } from './setting-values.ts'

const DAY_MS = 24 * 3600 * 1000
/** A century. */
const MAX_DAYS = 36_500

export interface Config {
  readonly host: string
  readonly port: number
  readonly dataDir: string
  readonly databasePath: string
  readonly stores: readonly StoreConfig[]
  readonly identity: IdentityConfig
  /** How long a token of the built-in identity is valid. */
  readonly tokenLifeMs: number
  /** An operator's rules, in place of the defaults of the same names. */
  readonly policyRules: PolicyRules
  readonly propertyProtection: PropertyProtectionFile
  /** The API with the formats and properties that an operator wants. */
  readonly document: ApiDocument
  readonly imageApiV1: boolean
  /** Undefined where the UForge API is not served. */
  readonly uforge: UForgeConfig | undefined
  readonly conversion: ConversionConfig
  readonly links: LinkConfig
  readonly certificate: Certificate | undefined
  readonly publicUrl: string | undefined
  readonly corsOrigins: readonly string[]
  readonly trustedProxies: readonly string[]
  /** `host:port` that images may be fetched from wherever it is. */
  readonly fetchAllow: readonly string[]
  readonly hashAlgorithm: string
  /** bytes */
  readonly sizeCap: number
  readonly quotas: {
    readonly properties: number
    readonly tags: number
    readonly members: number
    readonly locations: number
  }
  readonly locations: {
    readonly display: LocationDisplay
    /** Whether data at new locations is read for its digests. */
    readonly secureHash: boolean
  }
  readonly limits: ProjectLimits
  readonly formats: FormatSettings
  /** How long it is known what deleted images were. */
  readonly keepDeletedMs: number
  readonly idleMs: number
  readonly graceMs: number
  readonly digestThreads: number
  readonly logLevel: string
}

/** Reads every setting once; what comes out is checked and does not change any more. */
export function readConfig(sources: Sources): Config {
  return Object.freeze(interpret(readSources(sources), sources.environment))
}

/** Where everything is kept that is not elsewhere, and the catalogue. */
export function readPlaces(get: GetSetting): Pick<Config, 'dataDir' | 'databasePath'> {
  const dataDir = resolve(get('data_dir').text)
  return { dataDir, databasePath: embedded(get('database_url'), 'sqlite', resolve(dataDir, 'catalog.db')) }
}

function interpret({ get, keystone, storeOptions }: ReadSources, environment: Values): Config {
  const { host, port } = address(get('listen'))
  const places = readPlaces(get)
  assertSingleWorker(get('workers'))
  return {
    host,
    port,
    ...places,
    stores: readStores(get('stores'), storeOptions, places.dataDir),
    identity: readIdentity({
      auth: get('auth'),
      openToNetwork: oneOf(get('open_to_network'), ['yes', 'no']) === 'yes',
      host,
      environment,
      keystone,
    }),
    tokenLifeMs: integer(get('token_life'), 1, MAX_TIMER_SECONDS) * 1000,
    ...readRights(get),
    document: readApiDocument({
      diskFormats: get('disk_formats'),
      containerFormats: get('container_formats'),
      schemaProperties: get('schema_properties_file'),
    }),
    imageApiV1: oneOf(get('enable_v1_api'), ['yes', 'no']) === 'yes',
    uforge: readUForge(get),
    conversion: readConversion(get, environment),
    links: readLinks(get),
    certificate: readCertificate(get('tls_certificate'), get('tls_key')),
    publicUrl: publicUrl(get('public_url')),
    corsOrigins: readOrigins(get('cors_origins')),
    trustedProxies: readProxies(get('trusted_proxies')),
    fetchAllow: readFetchAllow(get('fetch_allow')),
    hashAlgorithm: hashAlgorithm(get('hashing_algorithm')),
    sizeCap: integer(get('image_size_cap'), 0),
    quotas: {
      properties: integer(get('image_property_quota')),
      tags: integer(get('image_tag_quota')),
      members: integer(get('image_member_quota')),
      locations: integer(get('image_location_quota')),
    },
    locations: {
      display: {
        all: oneOf(get('show_multiple_locations'), ['yes', 'no']) === 'yes',
        direct: oneOf(get('show_image_direct_url'), ['yes', 'no']) === 'yes',
      },
      secureHash: oneOf(get('do_secure_hash'), ['yes', 'no']) === 'yes',
    },
    limits: readLimits(get),
    formats: {
      requireMatch: oneOf(get('require_image_format_match'), ['yes', 'no']) === 'yes',
      gptNonFatal: someOf(get('gpt_safety_checks_nonfatal'), GPT_CHECKS),
    },
    keepDeletedMs: integer(get('deleted_image_days'), 0, MAX_DAYS) * DAY_MS,
    idleMs: integer(get('transfer_idle_timeout'), 1, MAX_TIMER_SECONDS) * 1000,
    graceMs: integer(get('shutdown_grace'), 0, MAX_TIMER_SECONDS) * 1000,
    digestThreads: integer(get('digest_threads'), 1),
    logLevel: oneOf(get('log_level'), ['trace', 'debug', 'info', 'warn', 'error', 'silent']),
  }
}

/** The file of the properties may name rules of the policy's, own ones too. */
function readRights(get: GetSetting): Pick<Config, 'policyRules' | 'propertyProtection'> {
  const propertyProtection = readPropertyProtection(
    get('property_protection_file'),
    get('property_protection_rule_format'),
  )
  const { ruleUses } = propertyProtection
  const policyRules = readPolicyFile(
    get('policy_file'),
    ruleUses.map(({ rule }) => rule),
  )
  assertRulesExist(ruleUses, policyRules)
  return { policyRules, propertyProtection }
}

/** Names under VITRINE_ that no setting has: most likely misspelt, or of another release. */
export function unknownVariables(environment: Values): string[] {
  const known = new Set<string>(settings.map((setting) => setting.environment))
  return Object.keys(environment).filter((name) => name.startsWith('VITRINE_') && !known.has(name) && !CLIENT.has(name))
}

/** Variables of the command line client, which may be set in the same shell. */
const CLIENT = new Set(['VITRINE_URL', 'VITRINE_API_USER', 'VITRINE_API_KEY', 'VITRINE_API_SECRET'])
