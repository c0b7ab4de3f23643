import type { Image, ImageAttributes, ImageData, NewImage } from '@vitrine/core'
import type { Expression, Kysely, RawBuilder, Selectable } from 'kysely'
import type { CatalogTables, ImagesTable } from './schema.ts'

/** How an engine folds the rows of a subselect into JSON text. */
export interface JsonAggregates {
  list(value: Expression<string>): RawBuilder<string>
  record(name: Expression<string>, value: Expression<string | null>): RawBuilder<string>
}

/** Whole images, each with its tags and properties in one row: no reader can meet half of an update. */
export function selectImages(db: Kysely<CatalogTables>, json: JsonAggregates) {
  return db.selectFrom('images').select(({ selectFrom }) => [
    'images.id',
    'images.status',
    'images.name',
    'images.visibility',
    'images.owner',
    'images.protected',
    'images.hidden',
    'images.disk_format',
    'images.container_format',
    'images.min_disk',
    'images.min_ram',
    'images.created_at',
    'images.updated_at',
    'images.revision',
    'images.blob_key',
    'images.size',
    'images.checksum',
    'images.hash_algorithm',
    'images.hash_value',
    'images.virtual_size',
    selectFrom('image_tags')
      .whereRef('image_tags.image_id', '=', 'images.id')
      .select(({ ref }) => json.list(ref('image_tags.tag')).as('json'))
      .as('tags'),
    selectFrom('image_properties')
      .whereRef('image_properties.image_id', '=', 'images.id')
      .select(({ ref }) => json.record(ref('image_properties.name'), ref('image_properties.value')).as('json'))
      .as('properties'),
  ])
}

export type ImageRow = Omit<Selectable<ImagesTable>, 'deleted_at'> & { tags: string | null; properties: string | null }

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
    // Sorted here, because engines order text by different rules.
    tags: JSON.parse(row.tags ?? '[]').sort(),
    properties: JSON.parse(row.properties ?? '{}'),
    data: toData(row),
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
    revision: row.revision,
  }
}

function toData(row: ImageRow): ImageData | null {
  const { blob_key, size, checksum, hash_algorithm, hash_value, virtual_size } = row
  if (blob_key === null || size === null) return null
  if (checksum === null || hash_algorithm === null || hash_value === null) {
    throw new Error(`Image ${row.id} has data, but its digests are missing from the catalogue`)
  }
  return {
    key: blob_key,
    size,
    checksum,
    hashAlgorithm: hash_algorithm,
    hashValue: hash_value,
    virtualSize: virtual_size,
  }
}

export function fromNewImage(image: NewImage): ImagesTable {
  return {
    ...NO_FACTS,
    ...fromAttributes(image),
    id: image.id,
    status: 'queued',
    created_at: image.createdAt.getTime(),
    updated_at: image.createdAt.getTime(),
    deleted_at: null,
    revision: 1,
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
  } satisfies Partial<ImagesTable>
}

export function fromData(data: ImageData) {
  return {
    blob_key: data.key,
    size: data.size,
    checksum: data.checksum,
    hash_algorithm: data.hashAlgorithm,
    hash_value: data.hashValue,
    virtual_size: data.virtualSize,
  } satisfies Partial<ImagesTable>
}

/** What a row says about nothing: the rest of a deleted image. */
export const NO_FACTS = {
  name: null,
  visibility: 'private',
  owner: null,
  protected: 0,
  hidden: 0,
  disk_format: null,
  container_format: null,
  min_disk: 0,
  min_ram: 0,
  created_at: 0,
  updated_at: 0,
  blob_key: null,
  size: null,
  checksum: null,
  hash_algorithm: null,
  hash_value: null,
  virtual_size: null,
} as const satisfies Partial<ImagesTable>
