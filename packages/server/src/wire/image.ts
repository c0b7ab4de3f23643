import type { ImageCreate, Image as WireImage } from '@vitrine/api-types'
import {
  assertSettable,
  type Caller,
  type Image,
  type ImageLocationService,
  isBaseAttribute,
  type NewImage,
  type Stores,
  uniqueTags,
} from '@vitrine/core'
import type { AttributeSchema } from './attribute-schema.ts'
import { createLocationWire } from './location.ts'

/** How images look to clients of this service, who are told where the data is once there are several stores. */
export function createImageWire(deps: {
  readonly stores: Pick<Stores, 'several'>
  readonly attributes: Pick<AttributeSchema, 'isNullable'>
  readonly locations: Pick<ImageLocationService, 'shown'>
}) {
  const { isNullable } = deps.attributes
  const { several } = deps.stores
  const toLocation = createLocationWire(deps.stores)

  /** In the order of the places. */
  const storesOf = ({ data }: Image) =>
    several && data ? { stores: [...new Set(data.locations.map(({ store }) => store))].join(',') } : {}

  function placesOf(image: Image, caller: Caller) {
    const { all, direct } = deps.locations.shown(image, caller)
    return { ...(all && { locations: all.map(toLocation) }), ...(direct !== undefined && { direct_url: direct }) }
  }

  return {
    toWire(image: Image, caller: Caller): WireImage {
      const { data } = image
      const self = `/v2/images/${image.id}`
      return {
        ...textsOf(image, isNullable),
        name: image.name,
        disk_format: image.diskFormat,
        container_format: image.containerFormat,
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
        ...placesOf(image, caller),
        tags: [...image.tags],
        self,
        file: `${self}/file`,
        schema: '/v2/schemas/image',
        ...storesOf(image),
      }
    },
  }
}

/** A null that was right once, and is not any more, is shown as an empty text (fault R16). */
function textsOf({ properties }: Image, isNullable: AttributeSchema['isNullable']): Image['properties'] {
  const entries = Object.entries(properties)
  if (entries.every(([, value]) => value !== null)) return properties
  return Object.fromEntries(entries.map(([name, value]) => [name, value ?? (isNullable(name) ? null : '')]))
}

/** A body as the domain's words, once each attribute is approved; those that were left out stay out. */
export function fromWire(
  body: ImageCreate,
  { checkAll }: Pick<AttributeSchema, 'checkAll'>,
): Partial<Omit<NewImage, 'createdAt'>> & Pick<NewImage, 'properties' | 'tags'> {
  checkAll(body)
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
    // Every other property is a string, or null where its schema says so.
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
