import { createRandom, type Random } from './random.ts'

/** Whose images they are: one project has most, one a few, and the rest is shared out among many. */
export interface Owners {
  readonly most: string
  readonly few: string
}

export type ExampleImage = ReturnType<typeof exampleImage>

const GIB = 1024 ** 3
const HOUR_MS = 3600 * 1000
const SPAN_MS = 3 * 365 * 24 * HOUR_MS
const FIRST = Date.UTC(2023, 0, 1)
/** Only rare images were changed after this. */
export const LATELY = FIRST + SPAN_MS
const OTHER_PROJECTS = 198
/** So many in every catalogue, whatever its size. */
const FEW = 20
const RARE = 25

/**
 * Images as a large cloud may have them, oldest first: mostly private snapshots, some for everybody, with common names and
 * unique ones. Twenty-five have a rare value of everything. The same for the same arguments.
 */
export function* exampleImages(count: number, owners: Owners): Generator<ExampleImage> {
  const random = createRandom()
  const others = Array.from({ length: OTHER_PROJECTS }, () => random.hex(32))
  const bases = Array.from({ length: 1000 }, () => random.uuid())
  for (let number = 0; number < count; number++) {
    const isFew = number % Math.ceil(count / FEW) === 0
    const owner = isFew ? owners.few : random.chance(0.6) ? owners.most : random.pickEarly(others)
    const createdAt = FIRST + Math.floor((number * SPAN_MS) / count)
    const image = exampleImage(random, { owner, createdAt, base: random.pick(bases) })
    yield number % Math.ceil(count / RARE) === 1 ? rarely(image) : image
  }
}

function exampleImage(random: Random, { owner, createdAt, base }: { owner: string; createdAt: number; base: string }) {
  const isSnapshot = random.chance(0.6)
  return {
    id: random.uuid(),
    name: isSnapshot ? `snapshot-${random.hex(8)}` : nameOf(random),
    visibility: visibilityOf(random),
    owner,
    protected: 0,
    hidden: random.chance(0.05) ? 1 : 0,
    disk_format: random.pickEarly(['qcow2', 'raw', 'vmdk']),
    container_format: 'bare',
    min_disk: random.pick([0, 10, 20]),
    min_ram: random.pick([0, 512, 1024]),
    created_at: createdAt,
    updated_at: createdAt + Math.floor(random.fraction() ** 6 * (LATELY - createdAt)),
    ...dataOf(random),
    tags: ['linux', 'lts', 'quarterly'].filter((_, index) => random.chance(0.5 * 0.1 ** index)),
    properties: {
      architecture: random.chance(0.95) ? 'x86_64' : 'aarch64',
      hw_disk_bus: random.pickEarly(['virtio', 'scsi']),
      os_distro: random.pickEarly(['ubuntu', 'debian', 'centos', 'rocky', 'windows']),
      os_version: random.pickEarly(['24.04', '22.04', '13', '12', '9', '2022']),
      ...(isSnapshot && { image_type: 'snapshot', base_image_ref: base, instance_uuid: random.uuid(), user_id: owner }),
    } as Record<string, string>,
  }
}

function nameOf(random: Random): string {
  if (random.chance(0.5)) return `image-${random.hex(6)}`
  return random.pickEarly(['ubuntu-24.04', 'ubuntu-22.04', 'debian-13', 'debian-12', 'cirros'])
}

function visibilityOf(random: Random): string {
  if (random.chance(0.87)) return 'private'
  return random.pickEarly(['shared', 'shared', 'shared', 'shared', 'public', 'community'])
}

function dataOf(random: Random) {
  if (random.chance(0.05)) return { status: 'queued', ...NO_DATA }
  const size = Math.floor(random.fraction() ** 3 * 20 * GIB)
  return {
    status: 'active',
    size,
    virtual_size: Math.ceil(size / GIB) * GIB,
    checksum: random.hex(32),
    hash_algorithm: 'sha512',
    hash_value: random.hex(128),
  }
}

const NO_DATA = { size: null, virtual_size: null, checksum: null, hash_algorithm: null, hash_value: null }

function rarely(image: ExampleImage): ExampleImage {
  return {
    ...image,
    name: 'golden',
    hidden: 0,
    protected: 1,
    status: 'deactivated',
    disk_format: 'iso',
    container_format: 'ova',
    min_disk: 500,
    min_ram: 65_536,
    size: 1000 * GIB,
    virtual_size: 2000 * GIB,
    checksum: 'c'.repeat(32),
    hash_algorithm: 'sha256',
    hash_value: 'd'.repeat(64),
    updated_at: LATELY + image.created_at,
    tags: [...image.tags, 'golden'].sort(),
    properties: { ...image.properties, build: 'golden' },
  }
}
