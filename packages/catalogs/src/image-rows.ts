import type { Image, ImageAttributes, ImageData, NewImage } from '@vitrine/core'
import { type Selectable, type SqlBool, sql } from 'kysely'
import type { ImagesTable } from './schema.ts'

export const COLUMNS = [
  'id',
  'status',
  'name',
  'visibility',
  'owner',
  'protected',
  'hidden',
  'disk_format',
  'container_format',
  'min_disk',
  'min_ram',
  'created_at',
  'updated_at',
  'deleted_at',
  'revision',
  'size',
  'checksum',
  'hash_algorithm',
  'hash_value',
  'virtual_size',
  'locations',
  'copies',
  'tags',
  'properties',
] as const satisfies (keyof ImagesTable)[]

/** A whole image is one row: no reader can meet half of an update. */
export type ImageRow = Pick<Selectable<ImagesTable>, (typeof COLUMNS)[number]>

export const IMAGE_COLUMNS = sql.raw(COLUMNS.map((column) => `images.${column}`).join(', '))

export const IS_LIVING = sql<SqlBool>`images.deleted_at is null`
/** There is something left to tell of it. */
export const IS_DELETED = sql<SqlBool>`images.deleted_at is not null and images.created_at > 0`

export function toImage(row: ImageRow): Image {
  return {
    id: row.id,
    status: row.status,
    name: row.name,
    visibility: row.visibility,
    owner: row.owner,
    protected: row.protected === 1,
    hidden: row.hidden === 1,
    diskFormat: row.disk_format,
    containerFormat: row.container_format,
    minDisk: row.min_disk,
    minRam: row.min_ram,
    tags: JSON.parse(row.tags),
    properties: JSON.parse(row.properties),
    data: toData(row),
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
    deletedAt: row.deleted_at === null ? null : new Date(row.deleted_at),
    revision: row.revision,
  }
}

function toData(row: ImageRow): ImageData | null {
  if (row.locations === null || row.size === null) return null
  return {
    locations: JSON.parse(row.locations),
    size: row.size,
    checksum: row.checksum,
    hashAlgorithm: row.hash_algorithm,
    hashValue: row.hash_value,
    virtualSize: row.virtual_size,
  }
}

export function fromNewImage(image: NewImage): ImagesTable {
  return {
    ...fromAttributes(image),
    ...NO_DATA,
    id: image.id,
    status: 'queued',
    created_at: image.createdAt.getTime(),
    updated_at: image.createdAt.getTime(),
    deleted_at: null,
    revision: 1,
    blob_key: null,
  }
}

export function fromAttributes(attributes: ImageAttributes) {
  return {
    name: attributes.name,
    visibility: attributes.visibility,
    owner: attributes.owner,
    protected: attributes.protected ? 1 : 0,
    hidden: attributes.hidden ? 1 : 0,
    disk_format: attributes.diskFormat,
    container_format: attributes.containerFormat,
    min_disk: attributes.minDisk,
    min_ram: attributes.minRam,
    tags: JSON.stringify(attributes.tags),
    properties: JSON.stringify(attributes.properties),
  } satisfies Partial<ImagesTable>
}

export function fromData(data: ImageData | null) {
  if (data === null) return NO_DATA
  return {
    locations: JSON.stringify(data.locations),
    size: data.size,
    checksum: data.checksum,
    hash_algorithm: data.hashAlgorithm,
    hash_value: data.hashValue,
    virtual_size: data.virtualSize,
  } satisfies Partial<ImagesTable>
}

export const NO_DATA = {
  size: null,
  checksum: null,
  hash_algorithm: null,
  hash_value: null,
  virtual_size: null,
  locations: null,
  copies: 0,
} as const satisfies Partial<ImagesTable>
