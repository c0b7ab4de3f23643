import type { ImageStatus, Visibility } from '@vitrine/core'

export interface CatalogTables {
  images: ImagesTable
  image_properties: ImagePropertiesTable
  image_tags: ImageTagsTable
  blobs: BlobsTable
}

/** Times are milliseconds since 1970, truths 0 or 1: what every engine stores and indexes alike. */
export interface ImagesTable {
  id: string
  status: ImageStatus
  name: string | null
  visibility: Visibility
  owner: string | null
  protected: number
  hidden: number
  disk_format: string | null
  container_format: string | null
  min_disk: number
  min_ram: number
  created_at: number
  updated_at: number
  /** Set once; such a row holds an id that is never free again, and nothing else. */
  deleted_at: number | null
  revision: number
  /** Where the running upload writes or, once `size` is set, where the data is. */
  blob_key: string | null
  size: number | null
  checksum: string | null
  hash_algorithm: string | null
  hash_value: string | null
  virtual_size: number | null
  /** JSON, for those who read the image. Conditions look into the tables below, which say the same. */
  tags: string
  properties: string
}

export interface ImagePropertiesTable {
  image_id: string
  name: string
  value: string | null
}

export interface ImageTagsTable {
  image_id: string
  tag: string
}

/** Every store key from the start of its upload until its bytes are known to be gone. */
export interface BlobsTable {
  key: string
  image_id: string
  /** `writing` by an upload, `stored` as the data of a live image, `doomed`: nobody may read it any more. */
  state: 'writing' | 'stored' | 'doomed'
}
