import type {
  UForgeAppliance,
  UForgeApplianceCreate,
  UForgeDistribProfile,
  UForgeInstallProfile,
} from '@vitrine/api-types'
import { type Appliance, Problem } from '@vitrine/core'
import { withDigest } from './digest.ts'
import { applianceUri } from './uris.ts'

export function toAppliance(appliance: Appliance): UForgeAppliance {
  const { id, uuid, name, version, description, archName, distributionName, osProfile, sourceImageId } = appliance
  const uri = applianceUri(appliance)
  return withDigest({
    ...timesOf(appliance),
    dbId: id,
    uuid,
    // Clients stop at an appliance that lacks these.
    archName: archName ?? '',
    baseImagesStatusUri: `${uri}/images/statuses`,
    baseImagesUri: `${uri}/images`,
    baseOsProfileUri: `${uri}/osprofile`,
    ...(description !== null && { description }),
    distributionName: distributionName ?? '',
    distributionUri: `distributions/${sourceImageId}`,
    imported: false,
    installProfileUri: `${uri}/installProfile`,
    name,
    nbUpdates: 0,
    ...(osProfile !== null && { osProfileUri: `${uri}/osprofile` }),
    shared: false,
    uri,
    version,
  })
}

/** An appliance says nothing of what machines get; the command-line client wants to read so. */
export function toInstallProfile(appliance: Appliance): UForgeInstallProfile {
  const uri = applianceUri(appliance)
  return withDigest({
    ...timesOf(appliance),
    applianceUri: uri,
    partitionAuto: true,
    uri: `${uri}/installProfile`,
  })
}

export function toDistribProfile(appliance: Appliance & { readonly osProfile: string }): UForgeDistribProfile {
  return withDigest({
    ...timesOf(appliance),
    name: appliance.osProfile,
    uri: `${applianceUri(appliance)}/osprofile`,
  })
}

function timesOf({ createdAt, updatedAt }: Appliance) {
  return { created: createdAt.toISOString(), lastModified: updatedAt.toISOString() }
}

const DISTRIBUTION = /^distributions\/([^/]+)$/

/** What a request says of a new appliance. Throws `attributeInvalid` for what names no image. */
export function toApplianceDescription(body: UForgeApplianceCreate) {
  const { name, version, description, archName, distributionUri } = body
  const [, sourceImageId] = DISTRIBUTION.exec(distributionUri) ?? []
  if (sourceImageId !== undefined) {
    return { name, version, description: description ?? null, archName: archName ?? null, sourceImageId }
  }
  throw new Problem('attributeInvalid', "'distributionUri' must be distributions/ and the id of an image")
}
