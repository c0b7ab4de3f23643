import type { ImageCreate, Image as WireImage } from '@vitrine/api-types'
import { assertSettable, type Image, isBaseAttribute, type NewImage, uniqueTags } from '@vitrine/core'

export function toWire(image: Image): WireImage {
  const { data } = image
  const self = `/v2/images/${image.id}`
  return {
    ...image.properties,
    name: image.name,
    disk_format: image.diskFormat as WireImage['disk_format'],
    container_format: image.containerFormat as WireImage['container_format'],
    visibility: image.visibility,
    size: data?.size ?? null,
    virtual_size: data?.virtualSize ?? null,
    status: image.status,
    checksum: data?.checksum ?? null,
    protected: image.protected,
    min_ram: image.minRam,
    min_disk: image.minDisk,
    owner: image.owner,
    os_hidden: image.hidden,
    os_hash_algo: data?.hashAlgorithm ?? null,
    os_hash_value: data?.hashValue ?? null,
    id: image.id,
    created_at: wholeSeconds(image.createdAt),
    updated_at: wholeSeconds(image.updatedAt),
    tags: [...image.tags],
    self,
    file: `${self}/file`,
    schema: '/v2/schemas/image',
  }
}

/** A body that the spec has approved, as the domain's words; attributes that were left out stay out. */
export function fromWire(
  body: ImageCreate,
): Partial<Omit<NewImage, 'createdAt'>> & Pick<NewImage, 'properties' | 'tags'> {
  for (const name of Object.keys(body)) assertSettable(name)
  const properties = Object.entries(body).filter(([name]) => name !== 'id' && !isBaseAttribute(name))
  return {
    ...given('id', body.id),
    ...given('name', body.name),
    ...given('visibility', body.visibility),
    ...given('owner', body.owner),
    ...given('protected', body.protected),
    ...given('hidden', body.os_hidden),
    ...given('diskFormat', body.disk_format),
    ...given('containerFormat', body.container_format),
    ...given('minDisk', body.min_disk),
    ...given('minRam', body.min_ram),
    tags: uniqueTags(body.tags ?? []),
    // The spec makes every other property a string, or null where it says so.
    properties: Object.fromEntries(properties) as Record<string, string | null>,
  }
}

function given<K extends string, T>(name: K, value: T | undefined): { [P in K]?: T } {
  return value === undefined ? {} : ({ [name]: value } as { [P in K]?: T })
}

/** `YYYY-MM-DDTHH:MM:SSZ`: clients parse exactly this. */
export function wholeSeconds(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`
}
