import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { ConfigError } from './setting-values.ts'
import { settings, type Values } from './settings.ts'

export interface ConfigFile {
  readonly values: Values
  /** How the server logs in to Keystone, under the names that `auth` has in clouds.yaml. */
  readonly keystone: Values
}

/** Reads `name: value` lines, and the section `keystone`. */
export function readConfigFile(path: string): ConfigFile {
  const { keystone, ...values } = asMapping(read(path), `${path} must hold 'name: value' lines`)
  const known = new Set<string>(settings.map(({ name }) => name))
  for (const name of Object.keys(values)) {
    if (!known.has(name)) throw new ConfigError(`${path} has the unknown setting '${name}'`)
  }
  const section = asMapping(keystone ?? null, `'keystone' in ${path} must hold 'name: value' lines`)
  return { values: asTexts(values), keystone: asTexts(section) }
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
