import { type Accounts, Problem } from '@vitrine/core'
import type { AppDeps } from '@vitrine/server'
import type { Config } from './config.ts'

/** What the UForge API needs besides the images; undefined where it is not served. */
export function composeUForge({ uforge }: Config, accounts: Accounts): AppDeps['uforge'] {
  return uforge && { ...uforge, accounts, apiKeys: NO_KEYS }
}

// TODO(uforge): the service of API keys, with which there will be some.
const NO_KEYS = {
  verify: () => Promise.reject(new Problem('unauthenticated', 'There are no API keys here')),
}
