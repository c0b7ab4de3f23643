import { Problem } from '../problem.ts'

/** Attributes by what a client may do with them; names are the API's. Every other name is a custom property. */
const READ_ONLY = new Set([
  'created_at',
  'updated_at',
  'status',
  'checksum',
  'size',
  'virtual_size',
  'direct_url',
  'self',
  'file',
  'schema',
  'stores',
  'os_hash_algo',
  'os_hash_value',
])
const RESERVED = new Set(['location', 'locations', 'deleted', 'deleted_at'])

/** Whether it is a custom property that only the server writes, and everybody reads. */
export function isServerProperty(name: string): boolean {
  return name.startsWith('os_glance')
}

/** Refuses names that only the server writes, whatever the caller's rights. */
export function assertSettable(name: string): void {
  if (READ_ONLY.has(name)) throw new Problem('attributeReadOnly', `Attribute '${name}' is read-only`)
  if (RESERVED.has(name) || isServerProperty(name)) {
    throw new Problem('attributeReserved', `Attribute '${name}' is reserved`)
  }
}

/** As `assertSettable`, for an image that exists: its id is fixed. */
export function assertChangeable(name: string): void {
  if (name === 'id') throw new Problem('attributeReadOnly', `Attribute 'id' is read-only`)
  assertSettable(name)
}

export interface ImageQuotas {
  /** Negative: unlimited. */
  readonly properties: number
  readonly tags: number
}

/** A limit stops growth only: an image that was over it before stays usable and can shrink. */
export function assertWithinQuotas(
  quotas: ImageQuotas,
  next: { properties: object; tags: readonly string[] },
  before?: { properties: object; tags: readonly string[] },
): void {
  const count = (properties: object | undefined) => Object.keys(properties ?? {}).length
  assertWithinQuota('custom properties', quotas.properties, count(next.properties), count(before?.properties))
  assertWithinQuota('tags', quotas.tags, next.tags.length, before?.tags.length ?? 0)
}

export function assertWithinQuota(what: string, limit: number, count: number, previous: number): void {
  if (limit >= 0 && count > limit && count > previous) {
    throw new Problem('quotaExceeded', `An image may have ${limit} ${what}, not ${count}`)
  }
}
