import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { ConfigError } from './setting-values.ts'
import { settings, type Values } from './settings.ts'

export interface ConfigFile {
  readonly values: Values
  /** How the server logs in to Keystone, under the names that `auth` has in clouds.yaml. */
  readonly keystone: Values
  /** What is said of single stores, by their ids. */
  readonly storeOptions: Readonly<Record<string, Values>>
}

/** Reads `name: value` lines, and the sections `keystone` and `store_options`. */
export function readConfigFile(path: string): ConfigFile {
  const { keystone, store_options, ...values } = asMapping(read(path), `${path} must hold 'name: value' lines`)
  const known = new Set<string>(settings.map(({ name }) => name))
  for (const name of Object.keys(values)) {
    if (!known.has(name)) throw new ConfigError(`${path} has the unknown setting '${name}'`)
  }
  const section = asMapping(keystone ?? null, `'keystone' in ${path} must hold 'name: value' lines`)
  return {
    values: asTexts(values),
    keystone: asTexts(section),
    storeOptions: asSections(store_options ?? null, `'store_options' in ${path} must hold a section for each store`),
  }
}

function asSections(content: unknown, otherwise: string): Record<string, Values> {
  const sections = Object.entries(asMapping(content, otherwise))
  return Object.fromEntries(sections.map(([name, section]) => [name, asTexts(asMapping(section, otherwise))]))
}

function read(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'))
  } catch (error) {
    // Only the first line: the others of a syntax error quote the file, which may hold a password.
    const [reason] = String(error instanceof Error ? error.message : error).split('\n')
    throw new ConfigError(`Cannot read ${path}: ${reason}`)
  }
}

function asMapping(content: unknown, otherwise: string): Record<string, unknown> {
  if (content === null) return {}
  if (typeof content !== 'object' || Array.isArray(content)) throw new ConfigError(otherwise)
  return { ...content }
}

function asTexts(values: Record<string, unknown>): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
}
