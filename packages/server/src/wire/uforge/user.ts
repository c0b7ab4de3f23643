import type { UForgeUser } from '@vitrine/api-types'
import { withDigest } from './digest.ts'
import { userUri } from './uris.ts'

export interface ShownUser {
  readonly name: string
  readonly isAdmin: boolean
  readonly entitlements: readonly string[]
  readonly apiKeysQuota: number
}

/** No identity tells when a user was made, and clients stop where there is no time. */
const SOME_TIME = new Date(0).toISOString()

export function toUser({ name, isAdmin, entitlements, apiKeysQuota }: ShownUser): UForgeUser {
  const uri = userUri(name)
  return withDigest({
    created: SOME_TIME,
    loginName: name,
    active: true,
    admin: isAdmin,
    apiKeysQuota,
    baseApiKeysUri: `${uri}/apikeys`,
    baseAppliancesUri: `${uri}/appliances`,
    baseFormatsUri: `${uri}/formats`,
    baseTargetFormatsUri: `${uri}/targetformats`,
    baseImagesUri: `${uri}/images`,
    basePublishImagesUri: `${uri}/pimages`,
    lang: 'en',
    roles: { role: [roleOf(entitlements)] },
    uri,
  })
}

/** Rules decide about each entitlement by itself, so that all of them make up one role. */
function roleOf(entitlements: readonly string[]) {
  return { name: 'designer', entitlements: { entitlement: entitlements.map((name) => ({ name })) } }
}
