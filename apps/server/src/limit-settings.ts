import type { ProjectLimits } from '@vitrine/core'
import type { GetSetting } from './setting-sources.ts'
import { ConfigError, integer, type Sourced } from './setting-values.ts'

const UNITS = { B: 1, KB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30, TB: 2 ** 40 }
const UNLIMITED = -1

/** What a project may have. Its data is limited by two settings, of which the narrower one counts. */
export function readLimits(get: GetSetting): ProjectLimits {
  const bytes = [storageQuota(get('user_storage_quota')), mebibytes(get('image_size_total'))]
  const narrower = Math.min(...bytes.filter((limit) => limit >= 0))
  return {
    images: integer(get('image_count_total')),
    bytes: Number.isFinite(narrower) ? narrower : UNLIMITED,
    uploads: integer(get('image_count_uploading')),
  }
}

/** Bytes, as digits and perhaps a unit. 0 is no limit here, as operators of this API know it. */
function storageQuota({ text, origin }: Sourced): number {
  const [, digits = '', unit = 'B'] = /^(\d+)(B|KB|MB|GB|TB)?$/.exec(text) ?? []
  const bytes = Number(digits) * UNITS[unit as keyof typeof UNITS]
  if (digits === '' || !Number.isSafeInteger(bytes)) {
    throw new ConfigError(`${origin} must be a number of bytes such as 500GB (B, KB, MB, GB or TB), not '${text}'`)
  }
  return bytes === 0 ? UNLIMITED : bytes
}

function mebibytes(setting: Sourced): number {
  return integer(setting, Number.MIN_SAFE_INTEGER, Math.floor(Number.MAX_SAFE_INTEGER / UNITS.MB)) * UNITS.MB
}
