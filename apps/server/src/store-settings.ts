import { resolve } from 'node:path'
import { ConfigError, integer, list, type Sourced } from './setting-values.ts'
import type { Values } from './settings.ts'

/** A store as the settings have it, not opened yet. */
export interface StoreConfig {
  readonly id: string
  readonly place: StorePlace
  readonly description: string | undefined
  readonly weight: number
}

export type StorePlace = { readonly kind: 'file'; readonly path: string } | { readonly kind: 'http' }

/** What the configuration file says of single stores, by their ids, and where it does. */
export interface StoreOptions {
  readonly origin: string
  readonly stores: Readonly<Record<string, Values>>
}

/** Letters, digits and what else does no harm in a path, a header or a list. */
const ID = /^[A-Za-z0-9][\w.-]{0,63}$/
/** Clients know stores of such names as internal ones. */
const RESERVED = 'os_glance'

const OPTIONS: readonly string[] = ['description', 'weight'] satisfies (keyof StoreConfig)[]

/** Reads `[ID=]KIND[:PATH],…`, and what `options` add. Stores that name no id are called by their kind. */
export function readStores(setting: Sourced, options: StoreOptions, dataDir: string): readonly StoreConfig[] {
  const stores = list(setting).map((entry) => readStore(entry, setting, options, dataDir))
  assertUsable(stores, setting)
  assertKnown(options, stores)
  return stores
}

function readStore(entry: string, { origin }: Sourced, options: StoreOptions, dataDir: string): StoreConfig {
  const [, given, kind = '', path = ''] = /^(?:([^=:]*)=)?([^:]*)(?::(.*))?$/s.exec(entry) ?? []
  const id = given ?? kind
  const place = placeOf(kind, path, dataDir)
  if (place === undefined) {
    // No more of it: a URL may have a password in it.
    const shown = entry.replace(/\/\/.*/s, '//***')
    const rule = 'it must be file, file:PATH or http, with ID= in front if need be'
    throw new ConfigError(`${origin} has '${shown}': ${rule}`)
  }
  if (!ID.test(id) || id.startsWith(RESERVED)) {
    const rule = `letters, digits, '.', '_' and '-', at most 64, and does not begin with ${RESERVED}`
    throw new ConfigError(`${origin} has the store '${id}': an id is made of ${rule}`)
  }
  return { id, place, ...describe(id, options) }
}

function placeOf(kind: string, path: string, dataDir: string): StorePlace | undefined {
  if (kind === 'file') return { kind, path: path === '' ? resolve(dataDir, 'images') : resolve(path) }
  return kind === 'http' && path === '' ? { kind } : undefined
}

function describe(id: string, { origin, stores }: StoreOptions): Pick<StoreConfig, 'description' | 'weight'> {
  const { description, weight = '0' } = Object.hasOwn(stores, id) ? (stores[id] ?? {}) : {}
  return { description, weight: integer({ text: weight, origin: `'weight' of '${id}' in ${origin}` }) }
}

function assertUsable(stores: readonly StoreConfig[], { origin }: Sourced): void {
  const ids = stores.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) {
    throw new ConfigError(`${origin} has two stores '${twice}': give them ids, such as fast=file:/srv/fast`)
  }
  if (stores.every(({ place }) => place.kind === 'http')) {
    throw new ConfigError(`${origin} has no store that takes data: add file`)
  }
}

/** What is said of a store that does not exist was meant for one that does. */
function assertKnown({ origin, stores }: StoreOptions, configured: readonly StoreConfig[]): void {
  const ids = configured.map(({ id }) => id)
  for (const [id, values] of Object.entries(stores)) {
    if (!ids.includes(id)) throw new ConfigError(`${origin} has '${id}', and the stores are ${ids.join(', ')}`)
    const unknown = Object.keys(values).find((name) => !OPTIONS.includes(name))
    if (unknown === undefined) continue
    throw new ConfigError(`${origin} has '${unknown}' of '${id}': it can be ${OPTIONS.join(' or ')}`)
  }
}
