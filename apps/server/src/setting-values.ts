import { resolve } from 'node:path'
import { isHashAlgorithm } from '@vitrine/core'

/** A setting that cannot be used. The message names the setting, where it came from, and what would be right. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** What a setting says, and where that was said: a flag, a variable, or a line of the file. */
export interface Sourced {
  readonly text: string
  readonly origin: string
}

export function address({ text, origin }: Sourced): { host: string; port: number } {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:]+)):(\d+)$/.exec(text)
  const port = Number(match?.[3])
  if (!match || port > 65535) throw new ConfigError(`${origin} must be HOST:PORT such as 127.0.0.1:9292, not '${text}'`)
  return { host: match[1] ?? match[2] ?? '', port }
}

export function assertSingleWorker({ text, origin }: Sourced): void {
  if (text !== '1') throw new ConfigError(`${origin} is '${text}'; this release runs in one process: use 1`)
}

/** `kind:` or `kind` for the place in the data directory, `kind:PATH` for another. */
export function embedded({ text, origin }: Sourced, kind: string, defaultPath: string): string {
  const [scheme, path] = text.split(/:(.*)/s)
  if (scheme !== kind) throw new ConfigError(`${origin} is '${redact(text)}'; this release knows only '${kind}'`)
  return path ? resolve(path) : defaultPath
}

export function publicUrl({ text, origin }: Sourced): string | undefined {
  if (text === '') return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:\/\//.test(text) || url.username !== '' || url.password !== '') {
    throw new ConfigError(`${origin} must be an http(s) URL without user and password, not '${redact(text)}'`)
  }
  return text.replace(/\/+$/, '')
}

export function hashAlgorithm({ text, origin }: Sourced): string {
  if (!isHashAlgorithm(text)) throw new ConfigError(`${origin} is '${text}', which the crypto library does not know`)
  return text
}

/** Timers that are set for longer go off at once. */
export const MAX_TIMER_SECONDS = 2_147_483

export function integer(
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

export function oneOf<T extends string>({ text, origin }: Sourced, values: readonly T[]): T {
  const found = values.find((value) => value === text)
  if (found === undefined) throw new ConfigError(`${origin} must be one of ${values.join(', ')}, not '${text}'`)
  return found
}

/** Comma-separated; blanks around the parts do not count, and nothing is no part. */
export function list({ text }: Sourced): string[] {
  return text.split(',').flatMap((part) => part.trim() || [])
}

/** Of the values, those that the setting names. */
export function someOf<T extends string>(setting: Sourced, values: readonly T[]): T[] {
  return list(setting).map((text) => oneOf({ text, origin: setting.origin }, values))
}

/** URLs may hold a password, before the last @ or in the query; messages may not. */
function redact(text: string): string {
  return text.replace(/\/\/.*@/s, '//***@').replace(/\?.*/s, '?***')
}
