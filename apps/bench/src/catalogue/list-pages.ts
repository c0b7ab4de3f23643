import { LATELY } from './example-images.ts'

export interface ListPage {
  readonly query: string
  /** The order in which nine of ten images come before the page; undefined: the first page. */
  readonly after?: string
}

const SORT_KEYS = ['name', 'status', 'container_format', 'disk_format', 'size', 'id', 'created_at', 'updated_at']

/** By field: what a few images have, what many have, and what none has. */
const FILTERS = [
  ...['tag=golden', 'tag=linux', 'tag=absent'],
  ...['build=golden', 'os_distro=ubuntu', 'os_distro=absent'],
  ...['name=golden', 'name=in:golden,absent', 'name=ubuntu-24.04', 'name=in:ubuntu-24.04,debian-13', 'name=absent'],
  ...['status=deactivated', 'status=active', 'status=queued', 'status=in:queued,deactivated', 'status=saving'],
  ...['disk_format=iso', 'disk_format=qcow2', 'container_format=ova', 'container_format=bare'],
  ...['protected=true', 'protected=false', 'os_hidden=true'],
  ...['size_min=1000000000000', 'size_min=1000', 'size_max=0', 'virtual_size=2147483648000', 'virtual_size_min=1'],
  ...['min_ram=65536', 'min_ram_max=512', 'min_disk=500', 'min_disk_min=10'],
  ...[`checksum=${'c'.repeat(32)}`, 'checksum=absent', `os_hash_value=${'d'.repeat(64)}`, 'os_hash_value=absent'],
  ...['os_hash_algo=sha256', 'os_hash_algo=sha512', 'os_hash_algo=absent'],
  ...['created_at=gt:2025-12-30', 'created_at=lt:2025-01-01'],
  ...[`updated_at=gte:${new Date(LATELY).toISOString()}`, 'updated_at=gt:2023-02-01'],
  ...['visibility=public', 'visibility=shared', 'visibility=community', 'visibility=all', 'owner=absent'],
  'tag=linux&tag=golden',
]

/** Conditions that many images meet, and only newest first leads to soon. */
const COMMON = ['status=active&image_type=snapshot', 'image_type=snapshot', 'tag=linux&tag=lts', 'tag=quarterly']

/** Every order from both ends and deep inside, and every filter newest first, deep inside, and by name. */
export const PAGES: readonly ListPage[] = [
  ...SORT_KEYS.flatMap((key) => [`${key}:asc`, `${key}:desc`]).flatMap((order) => [
    { query: `sort=${order}` },
    { query: `sort=${order}`, after: order },
  ]),
  ...[...FILTERS, ...COMMON].flatMap((query) => [{ query }, { query, after: 'created_at:desc' }]),
  ...FILTERS.map((query) => ({ query: `${query}&sort=name:asc` })),
]

/** These have to look through many images: docs/lists.md says why. */
export const SLOW_PAGES: readonly ListPage[] = [
  ...COMMON.map((query) => ({ query: `${query}&sort=name:asc` })),
  { query: 'sort=status:asc,name:asc' },
]
