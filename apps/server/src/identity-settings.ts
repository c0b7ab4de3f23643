import { type KeystoneSettings, readKeystoneSettings } from './keystone-settings.ts'
import { ConfigError, oneOf, type Sourced } from './setting-values.ts'
import type { Values } from './settings.ts'

/** Who decides who is calling. */
export type IdentityConfig =
  | { readonly kind: 'none' }
  | { readonly kind: 'local' }
  | { readonly kind: 'keystone'; readonly settings: KeystoneSettings }

export function readIdentity(given: {
  readonly auth: Sourced
  readonly openToNetwork: boolean
  readonly host: string
  readonly environment: Values
  readonly keystone: Values
}): IdentityConfig {
  const kind = oneOf(given.auth, ['local', 'keystone', 'none'])
  if (kind === 'keystone') return { kind, settings: readKeystoneSettings(given.environment, given.keystone) }
  if (kind === 'none' && !given.openToNetwork) assertLoopback(given.auth.origin, given.host)
  return { kind }
}

/** Decision 8: without identity everybody is the administrator, which only a machine talking to itself may risk. */
function assertLoopback(origin: string, host: string): void {
  if (isLoopback(host)) return
  throw new ConfigError(
    `${origin} is 'none', which makes every caller the administrator: it refuses to listen on ${host}. ` +
      `Listen on 127.0.0.1 or [::1], choose 'local' or 'keystone', or say --open-to-network yes if that is what you want`,
  )
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}
