import type { GetSetting } from './setting-sources.ts'
import { ConfigError, integer, MAX_TIMER_SECONDS, oneOf } from './setting-values.ts'

/** A century. */
const MAX_LIFE_SECONDS = 36_500 * 24 * 3600

export interface LinkConfig {
  readonly lifetimes: {
    readonly usualMs: number
    readonly longestMs: number
  }
  /** How long a delivery that broke can be gone on with. */
  readonly leaseMs: number
  /** Whether the first request spends a link. */
  readonly strict: boolean
}

/** Links by which an image is downloaded once. */
export function readLinks(get: GetSetting): LinkConfig {
  const usual = integer(get('link_life'), 1, MAX_LIFE_SECONDS)
  const longest = integer(get('link_life_max'), 1, MAX_LIFE_SECONDS)
  if (usual > longest) {
    const [life, max] = [get('link_life').origin, get('link_life_max').origin]
    throw new ConfigError(`${life} is ${usual}, which is longer than ${max} allows: ${longest}`)
  }
  return {
    lifetimes: { usualMs: usual * 1000, longestMs: longest * 1000 },
    leaseMs: integer(get('link_lease'), 1, MAX_TIMER_SECONDS) * 1000,
    strict: oneOf(get('link_strict'), ['yes', 'no']) === 'yes',
  }
}
