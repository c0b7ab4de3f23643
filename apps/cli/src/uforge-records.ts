import type { UForgeApiKeyPair, UForgeAppliance, UForgeImage, UForgeStatus, UForgeTargetFormat } from '@vitrine/client'

/** What is shown of UForge's documents, in the words that images have. */
export const APPLIANCE_COLUMNS = ['id', 'name', 'version', 'image_id', 'image_name', 'created_at']
export const APPLIANCE_FIELDS = [...APPLIANCE_COLUMNS, 'description', 'architecture', 'updated_at']

export function toAppliance(appliance: UForgeAppliance) {
  const { dbId, name, version, description, archName, distributionName, distributionUri, created } = appliance
  return {
    id: dbId,
    name,
    version,
    description: description ?? null,
    image_id: distributionUri?.replace('distributions/', '') ?? null,
    image_name: distributionName || null,
    architecture: archName || null,
    created_at: created,
    updated_at: appliance.lastModified,
  }
}

export const STATUS_FIELDS = ['status', 'percentage', 'message']
export const MACHINE_IMAGE_COLUMNS = [
  'id',
  'name',
  'version',
  'revision',
  'target_format',
  'status',
  'percentage',
  'size',
  'created_at',
]
export const MACHINE_IMAGE_FIELDS = [
  ...MACHINE_IMAGE_COLUMNS,
  'message',
  'appliance_id',
  'packed',
  'file_name',
  'disk_size',
  'checksum',
  'sha256',
  'download_url',
]

/** `downloadUrl` lets anybody download it once. */
export function toMachineImage(image: UForgeImage, downloadUrl: string | undefined) {
  const { dbId, name, version, revision, targetFormat, compress, status, created } = image
  return {
    id: dbId,
    name,
    version,
    revision,
    ...toStatus(status),
    appliance_id: applianceIdOf(image),
    target_format: targetFormat.name,
    packed: compress,
    file_name: image.fileName ?? null,
    size: status.complete ? image.fileSize : null,
    disk_size: image.completeInstalledSize ?? null,
    checksum: image.md5sum ?? null,
    sha256: image.sha256sum ?? null,
    download_url: downloadUrl ?? null,
    created_at: created,
  }
}

export function applianceIdOf({ parentUri }: UForgeImage): number {
  return Number(parentUri.split('/').at(-1))
}

/** UForge has no word for the state, but a flag for each end. */
export function toStatus(status: UForgeStatus) {
  const { percentage, message, errorMessage } = status
  return { status: stateOf(status), percentage, message: errorMessage ?? message }
}

function stateOf({ complete, error, cancelled }: UForgeStatus): string {
  if (error) return 'failed'
  if (cancelled) return 'cancelled'
  return complete ? 'complete' : 'generating'
}

export const TARGET_FORMAT_FIELDS = ['name', 'primitive_format', 'type']

export function toTargetFormat({ name, format, type }: UForgeTargetFormat) {
  return { name, primitive_format: format.name, type: type ?? null }
}

export const API_KEY_FIELDS = ['id', 'name', 'description', 'public_key', 'created_at']

export function toApiKey({ dbId, name, description, publicKey, created }: UForgeApiKeyPair) {
  return { id: dbId, name, description: description ?? null, public_key: publicKey, created_at: created }
}
