import type { UForgeImage, UForgeImageCreate } from '@vitrine/api-types'
import type { DownloadLink, MachineImage, MachineImageFile } from '@vitrine/core'
import { withDigest } from './digest.ts'
import { type NamedFormat, toTargetFormat } from './formats.ts'
import { toStatus } from './status.ts'
import { applianceUri, machineImageUri } from './uris.ts'

const MEBIBYTE = 1024 * 1024

/** A machine image as its user sees it. */
export interface ShownMachineImage {
  readonly machineImage: MachineImage
  readonly format: NamedFormat
  /** Downloads the file once; undefined where there is nothing to download. */
  readonly link?: Pick<DownloadLink, 'key' | 'createdAt'> | undefined
}

export function toMachineImage({ machineImage, format, link }: ShownMachineImage): UForgeImage {
  const { id, applianceId, user, name, version, revision, compress, file, memorySize, createdAt } = machineImage
  const uri = machineImageUri(machineImage)
  const targetFormat = toTargetFormat(format)
  return withDigest({
    created: createdAt.toISOString(),
    dbId: id,
    lastModified: lastChange(machineImage, link).toISOString(),
    ...fileFacts(machineImage),
    status: toStatus(machineImage),
    parentUri: applianceUri({ user, id: applianceId }),
    compress,
    ...(link && file && downloadFacts(uri, file, link)),
    format: targetFormat.format,
    targetFormat,
    ...requestedProfile(machineImage),
    name,
    pkgsUri: `${uri}/pkgs`,
    revision,
    simulated: false,
    statusUri: `${uri}/status`,
    uri,
    version,
    ...(memorySize !== null && { vmMemorySize: memorySize }),
  })
}

/** A new key is a change, which must not go unseen: the one before is of no use any more. */
function lastChange({ updatedAt }: MachineImage, link: ShownMachineImage['link']): Date {
  return link && link.createdAt > updatedAt ? link.createdAt : updatedAt
}

function fileFacts({ file, compress, updatedAt }: MachineImage) {
  if (file === null) return { size: 0, fileSize: 0, imageCreated: false, uploaded: false }
  return {
    md5sum: file.checksum,
    mimeType: compress ? 'application/gzip' : 'application/octet-stream',
    sha256sum: file.sha256,
    size: file.size,
    uploaded: true,
    uploadedTime: updatedAt.toISOString(),
    completeInstalledSize: file.diskSize,
    fileExtension: compress ? 'tar.gz' : file.name.slice(file.name.lastIndexOf('.') + 1),
    fileName: file.name,
    fileSize: file.size,
    fullName: file.name,
    imageCreated: true,
    vmDiskSize: Math.ceil(file.diskSize / MEBIBYTE),
  }
}

function downloadFacts(uri: string, file: MachineImageFile, { key }: Pick<DownloadLink, 'key'>) {
  return { downloadKey: key, downloadUri: `${uri}/downloads/${file.name}?downloadId=${key}` }
}

function requestedProfile({ memorySize, diskSize }: MachineImage): Pick<UForgeImage, 'installProfile'> {
  if (memorySize === null && diskSize === null) return {}
  return {
    installProfile: { ...(diskSize !== null && { diskSize }), ...(memorySize !== null && { memorySize }) },
  }
}

/** What a request wants to have generated. */
export function toGenerationSettings({ compress = false, targetFormat, installProfile }: UForgeImageCreate) {
  return {
    compress,
    targetFormat: targetFormat?.name,
    memorySize: installProfile?.memorySize ?? null,
    diskSize: installProfile?.diskSize ?? null,
  }
}
