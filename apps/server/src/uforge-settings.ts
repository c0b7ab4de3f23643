import type { GetSetting } from './setting-sources.ts'
import { ConfigError, integer, oneOf, type Sourced } from './setting-values.ts'

export interface UForgeConfig {
  /** What clients are told that this is. */
  readonly version: string
  readonly unencodedBasic: boolean
  /** Of one user. */
  readonly apiKeyQuota: number
}

/** Undefined where the UForge API is not served. */
export function readUForge(get: GetSetting): UForgeConfig | undefined {
  if (oneOf(get('enable_uforge_api'), ['yes', 'no']) === 'no') return undefined
  return {
    version: version(get('uforge_version')),
    unencodedBasic: oneOf(get('uforge_unencoded_basic'), ['yes', 'no']) === 'yes',
    apiKeyQuota: integer(get('api_key_quota'), 0),
  }
}

/** It goes into a header of each answer. */
function version({ text, origin }: Sourced): string {
  if (/^\d[\w.+-]{0,63}$/.test(text)) return text
  throw new ConfigError(`${origin} must be a version such as 3.8.13, not '${text}'`)
}
