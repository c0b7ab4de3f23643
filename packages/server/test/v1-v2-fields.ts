import { createHash } from 'node:crypto'
import { openapiDocument } from '@vitrine/api-types'
import { VISIBILITIES } from '@vitrine/core'
import { expect } from 'vitest'
import { type Fields, RAW } from './images-v1.ts'

const digest = (algorithm: string, bytes: string) => createHash(algorithm).update(bytes).digest('hex')
export const BYTES = 'machine image'
export const DATA = {
  status: 'active',
  size: BYTES.length,
  checksum: digest('md5', BYTES),
  os_hash_algo: 'sha256',
  os_hash_value: digest('sha256', BYTES),
  virtual_size: BYTES.length,
}
export const NO_DATA = { checksum: null, os_hash_algo: null, os_hash_value: null, virtual_size: null }
const OF_V1 = '11111111-0000-4000-8000-000000000000'
const OF_V2 = '22222222-0000-4000-8000-000000000000'
const KERNEL = '33333333-0000-4000-8000-000000000000'
const RAMDISK = '44444444-0000-4000-8000-000000000000'

const AMAZON_FORMATS = ['ami', 'aki', 'ari']
const DISK_FORMATS = formatsOf('DiskFormat')
const CONTAINER_FORMATS = formatsOf('ContainerFormat')

function formatsOf(name: string): string[] {
  const schema = openapiDocument.components.schemas?.[name] as { readonly enum: ReadonlyArray<string | null> }
  return schema.enum.filter((format) => format !== null && !AMAZON_FORMATS.includes(format)) as string[]
}

interface MadeByV1 {
  /** Of v1. */
  readonly field: string
  readonly said: Fields
  readonly data?: string
  /** As v2 shows it. */
  readonly read: object
}

export const MADE_BY_V1: readonly MadeByV1[] = [
  { field: 'id', said: { id: OF_V1 }, read: { id: OF_V1 } },
  { field: 'name', said: { name: 'debian 13' }, read: { name: 'debian 13' } },
  { field: 'name', said: {}, read: { name: null } },
  { field: 'name', said: { name: '' }, read: { name: '' } },
  { field: 'name', said: { name: Buffer.from('Größe 𝒜').toString('latin1') }, read: { name: 'Größe 𝒜' } },
  ...DISK_FORMATS.map((disk_format) => ({ field: 'disk_format', said: { disk_format }, read: { disk_format } })),
  ...CONTAINER_FORMATS.map((one) => ({
    field: 'container_format',
    said: { container_format: one },
    read: { container_format: one, disk_format: null },
  })),
  { field: 'disk_format', said: { disk_format: 'ari' }, read: { disk_format: 'ari', container_format: 'ari' } },
  { field: 'is_public', said: { is_public: true }, read: { visibility: 'public' } },
  { field: 'is_public', said: { is_public: false }, read: { visibility: 'shared' } },
  { field: 'is_public', said: {}, read: { visibility: 'shared', os_hidden: false, tags: [] } },
  { field: 'protected', said: { protected: true }, read: { protected: true } },
  { field: 'protected', said: {}, read: { protected: false } },
  { field: 'min_disk', said: { min_disk: 2147483647 }, read: { min_disk: 2147483647, min_ram: 0 } },
  { field: 'min_ram', said: { min_ram: 512 }, read: { min_ram: 512, min_disk: 0 } },
  { field: 'owner', said: { owner: 'project-b' }, read: { owner: 'project-b' } },
  { field: 'owner', said: {}, read: { owner: 'project-admin' } },
  { field: 'properties', said: { 'property-Os-Distro': 'debian' }, read: { os_distro: 'debian' } },
  {
    field: 'properties',
    said: { 'property-is_public': 'x', 'property-size_max': 'y' },
    read: { is_public: 'x', size_max: 'y' },
  },
  { field: 'properties', said: { 'property-kernel_id': KERNEL }, read: { kernel_id: KERNEL } },
  // What v1 calls null is an empty text to v2, except where that knows null (fault R16).
  { field: 'properties', said: { 'property-zone': '', 'property-kernel_id': '' }, read: { zone: '', kernel_id: null } },
  { field: 'status', said: RAW, read: { status: 'queued', size: null, ...NO_DATA } },
  { field: 'status', said: { size: 0 }, read: { status: 'active', size: 0, ...NO_DATA } },
  { field: 'size', said: RAW, data: BYTES, read: DATA },
  { field: 'size', said: { ...RAW, size: 13 }, data: BYTES, read: { size: 13 } },
  { field: 'checksum', said: { ...RAW, checksum: DATA.checksum }, data: BYTES, read: DATA },
  { field: 'virtual_size', said: { ...RAW, virtual_size: 5 }, data: BYTES, read: { virtual_size: 13 } },
  // Nobody sets these.
  { field: 'deleted', said: { deleted: true }, read: { status: 'queued' } },
  { field: 'deleted_at', said: { deleted_at: '2001-01-01' }, read: { status: 'queued' } },
  { field: 'created_at', said: { created_at: '2001-01-01' }, read: { created_at: expect.not.stringMatching(/^2001/) } },
  { field: 'updated_at', said: { updated_at: '2001-01-01' }, read: { updated_at: expect.not.stringMatching(/^2001/) } },
]

interface MadeByV2 {
  /** Of v2. */
  readonly field: string
  readonly said: object
  readonly data?: string
  /** As v1 shows it. */
  readonly read: object
}

export const MADE_BY_V2: readonly MadeByV2[] = [
  { field: 'id', said: { id: OF_V2 }, read: { id: OF_V2 } },
  { field: 'name', said: { name: 'Größe 𝒜' }, read: { name: 'Größe 𝒜' } },
  { field: 'name', said: { name: null }, read: { name: null } },
  { field: 'name', said: { name: '' }, read: { name: '' } },
  ...VISIBILITIES.map((visibility) => ({
    field: 'visibility',
    said: { visibility },
    read: { is_public: visibility === 'public' },
  })),
  { field: 'os_hidden', said: { os_hidden: true, name: 'hidden' }, read: { name: 'hidden', properties: {} } },
  { field: 'tags', said: { tags: ['linux', 'stable'] }, read: { properties: {} } },
  { field: 'protected', said: { protected: true }, read: { protected: true } },
  { field: 'owner', said: { owner: 'project-b' }, read: { owner: 'project-b' } },
  { field: 'owner', said: { owner: null }, read: { owner: null } },
  ...DISK_FORMATS.map((disk_format) => ({ field: 'disk_format', said: { disk_format }, read: { disk_format } })),
  {
    field: 'disk_format',
    said: { disk_format: 'raw', container_format: 'ami' },
    read: { disk_format: 'raw', container_format: 'ami' },
  },
  { field: 'container_format', said: { container_format: null }, read: { container_format: null } },
  ...CONTAINER_FORMATS.map((one) => ({
    field: 'container_format',
    said: { container_format: one },
    read: { container_format: one },
  })),
  { field: 'min_disk', said: { min_disk: 10 }, read: { min_disk: 10 } },
  { field: 'min_ram', said: { min_ram: 2147483647 }, read: { min_ram: 2147483647 } },
  {
    field: 'kernel_id',
    said: { kernel_id: null, ramdisk_id: null },
    read: { properties: { kernel_id: null, ramdisk_id: null } },
  },
  { field: 'ramdisk_id', said: { ramdisk_id: RAMDISK }, read: { properties: { ramdisk_id: RAMDISK } } },
  ...['architecture', 'os_distro', 'os_version', 'description', 'cinder_encryption_key_deletion_policy'].map(
    (field) => ({
      field,
      said: { [field]: 'on_image_deletion' },
      read: { properties: { [field]: 'on_image_deletion' } },
    }),
  ),
  ...['instance_uuid', 'cinder_encryption_key_id'].map((field) => ({
    field,
    said: { [field]: RAMDISK },
    read: { properties: { [field]: RAMDISK } },
  })),
  {
    field: 'a custom property',
    said: { Zone: 'Größe 𝒜', empty: '' },
    read: { properties: { Zone: 'Größe 𝒜', empty: '' } },
  },
  { field: 'status', said: {}, read: { status: 'queued', size: 0, checksum: null, virtual_size: null } },
  { field: 'size', said: {}, data: BYTES, read: { status: 'active', size: 13 } },
  { field: 'size', said: {}, data: '', read: { status: 'active', size: 0, checksum: digest('md5', '') } },
  { field: 'checksum', said: {}, data: BYTES, read: { checksum: DATA.checksum } },
  { field: 'virtual_size', said: {}, data: BYTES, read: { virtual_size: 13 } },
  // What this API never heard of.
  ...['os_hash_algo', 'os_hash_value', 'locations', 'direct_url', 'stores'].map((field) => ({
    field,
    said: {},
    data: BYTES,
    read: { status: 'active', properties: {} },
  })),
]
