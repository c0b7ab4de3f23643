import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { isHashAlgorithm } from '@vitrine/core'
import { parse } from 'yaml'
import { type Setting, settings, type Values } from './settings.ts'

export interface Config {
  readonly host: string
  readonly port: number
  readonly dataDir: string
  readonly databasePath: string
  readonly storePath: string
  readonly publicUrl: string | undefined
  readonly hashAlgorithm: string
  /** bytes */
  readonly sizeCap: number
  readonly quotas: { readonly properties: number; readonly tags: number }
  readonly idleMs: number
  readonly graceMs: number
  readonly digestThreads: number
  readonly logLevel: string
}

/** A setting that cannot be used. The message names the setting, where it came from, and what would be right. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Reads every setting once; what comes out is checked and does not change any more. */
export function readConfig(sources: {
  readonly flags: Values
  readonly environment: Values
  readonly file?: string | undefined
}): Config {
  const file = sources.file === undefined ? {} : readConfigFile(sources.file)
  const read = (setting: Setting): Sourced => {
    const { name, flag, environment, defaultValue } = setting
    const candidates: Array<[string | undefined, string]> = [
      [sources.flags[name], flag],
      [sources.environment[environment], environment],
      [file[name], `${name} in ${sources.file}`],
      [defaultValue, name],
    ]
    const [text = '', origin = name] = candidates.find(([value]) => value !== undefined) ?? []
    return { text, origin }
  }
  const values = Object.fromEntries(settings.map((setting) => [setting.name, read(setting)]))
  return Object.freeze(interpret((name) => values[name] ?? { text: '', origin: name }))
}

interface Sourced {
  readonly text: string
  readonly origin: string
}

type SettingName = (typeof settings)[number]['name']

function interpret(get: (name: SettingName) => Sourced): Config {
  const { host, port } = address(get('listen'))
  const dataDir = resolve(get('data_dir').text)
  assertAuth(get('auth'), host)
  assertSingleWorker(get('workers'))
  return {
    host,
    port,
    dataDir,
    databasePath: embedded(get('database_url'), 'sqlite', resolve(dataDir, 'catalog.db')),
    storePath: embedded(get('stores'), 'file', resolve(dataDir, 'images')),
    publicUrl: publicUrl(get('public_url')),
    hashAlgorithm: hashAlgorithm(get('hashing_algorithm')),
    sizeCap: integer(get('image_size_cap'), 0),
    quotas: { properties: integer(get('image_property_quota')), tags: integer(get('image_tag_quota')) },
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

function readConfigFile(path: string): Values {
  let content: unknown
  try {
    content = parse(readFileSync(path, 'utf8'))
  } catch (error) {
    // Only the first line: the others of a syntax error quote the file, which may hold a password.
    const [reason] = String(error instanceof Error ? error.message : error).split('\n')
    throw new ConfigError(`Cannot read ${path}: ${reason}`)
  }
  if (content === null) return {}
  if (typeof content !== 'object' || Array.isArray(content))
    throw new ConfigError(`${path} must hold 'name: value' lines`)
  const known = new Set<string>(settings.map(({ name }) => name))
  return Object.fromEntries(
    Object.entries(content).map(([name, value]) => {
      if (!known.has(name)) throw new ConfigError(`${path} has the unknown setting '${name}'`)
      return [name, String(value)]
    }),
  )
}

function address({ text, origin }: Sourced): { host: string; port: number } {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:]+)):(\d+)$/.exec(text)
  const port = Number(match?.[3])
  if (!match || port > 65535) throw new ConfigError(`${origin} must be HOST:PORT such as 127.0.0.1:9292, not '${text}'`)
  return { host: match[1] ?? match[2] ?? '', port }
}

/** Decision 8: without identity everybody is the administrator, which only a machine talking to itself may risk. */
function assertAuth({ text, origin }: Sourced, host: string): void {
  if (text !== 'none') throw new ConfigError(`${origin} is '${text}'; this release knows only 'none'`)
  if (!isLoopback(host)) {
    throw new ConfigError(
      `${origin} is 'none', which makes every caller the administrator: it refuses to listen on ${host}. ` +
        'Listen on 127.0.0.1 or [::1]',
    )
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

function assertSingleWorker({ text, origin }: Sourced): void {
  if (text !== '1') throw new ConfigError(`${origin} is '${text}'; this release runs in one process: use 1`)
}

/** `kind:` or `kind` for the place in the data directory, `kind:PATH` for another. */
function embedded({ text, origin }: Sourced, kind: string, defaultPath: string): string {
  const [scheme, path] = text.split(/:(.*)/s)
  if (scheme !== kind) throw new ConfigError(`${origin} is '${redact(text)}'; this release knows only '${kind}'`)
  return path ? resolve(path) : defaultPath
}

function publicUrl({ text, origin }: Sourced): string | undefined {
  if (text === '') return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:\/\//.test(text) || url.username !== '' || url.password !== '') {
    throw new ConfigError(`${origin} must be an http(s) URL without user and password, not '${redact(text)}'`)
  }
  return text.replace(/\/+$/, '')
}

function hashAlgorithm({ text, origin }: Sourced): string {
  if (!isHashAlgorithm(text)) throw new ConfigError(`${origin} is '${text}', which the crypto library does not know`)
  return text
}

/** Timers that are set for longer go off at once. */
const MAX_TIMER_SECONDS = 2_147_483

function integer(
  { text, origin }: Sourced,
  minimum = Number.MIN_SAFE_INTEGER,
  maximum = Number.MAX_SAFE_INTEGER,
): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || text.trim() === '' || value < minimum || value > maximum) {
    const from = minimum >= 0 ? ` from ${minimum}` : ''
    const to = maximum < Number.MAX_SAFE_INTEGER ? ` to ${maximum}` : ''
    throw new ConfigError(`${origin} must be an integer${from}${to}, not '${text}'`)
  }
  return value
}

function oneOf({ text, origin }: Sourced, values: readonly string[]): string {
  if (!values.includes(text)) throw new ConfigError(`${origin} must be one of ${values.join(', ')}, not '${text}'`)
  return text
}

/** URLs may hold a password, before the last @ or in the query; messages may not. */
function redact(text: string): string {
  return text.replace(/\/\/.*@/s, '//***@').replace(/\?.*/s, '?***')
}
