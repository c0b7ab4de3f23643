import type { ImageV1, ImageV1Summary, ReplyHeaders } from '@vitrine/api-types'
import type { Image } from '@vitrine/core'
import { toHeaderText } from '../http/header-text.ts'

type Shown = ReplyHeaders<'showImageMetadataV1', 200>
type ImageHeaders = Pick<Shown, Extract<keyof Shown, `x-image-meta-${string}` | 'ETag'>>

/** Newer APIs say more of data that is on its way: clients of this one wait for the end of `saving`. */
export function statusSeen({ status }: Pick<Image, 'status'>): ImageV1['status'] {
  return status === 'uploading' || status === 'importing' ? 'saving' : status
}

/** All statuses of images that are seen in this one. */
export function statusesSeenAs(status: string): readonly string[] {
  return status === 'saving' ? ['saving', 'uploading', 'importing'] : [status]
}

export function toSummary({ id, name, diskFormat, containerFormat, data }: Image): ImageV1Summary {
  return {
    id,
    name,
    disk_format: diskFormat,
    container_format: containerFormat,
    checksum: data?.checksum ?? null,
    size: data?.size ?? 0,
  }
}

export function toDetail(image: Image): ImageV1 {
  return {
    ...toSummary(image),
    status: statusSeen(image),
    is_public: image.visibility === 'public',
    protected: image.protected,
    deleted: image.deletedAt !== null,
    owner: image.owner,
    min_disk: image.minDisk,
    min_ram: image.minRam,
    created_at: microseconds(image.createdAt),
    updated_at: microseconds(image.updatedAt),
    deleted_at: image.deletedAt && microseconds(image.deletedAt),
    virtual_size: image.data?.virtualSize ?? null,
    properties: image.properties,
  }
}

/** `YYYY-MM-DDTHH:MM:SS.ffffff`, in UTC without saying so. */
function microseconds(time: Date): string {
  return time.toISOString().replace('Z', '000')
}

/**
 * All that an answer says of an image in headers. What is null is left out; so is what other APIs let people store and
 * no header can carry: it must not end this one, and begin another.
 */
export function toImageHeaders(image: Image): ImageHeaders {
  const { properties, ...fields } = toDetail(image)
  const said = [
    ...Object.entries(fields).map(([name, value]) => [`x-image-meta-${name}`, value] as const),
    ...Object.entries(properties).map(([name, text]) => [`x-image-meta-property-${name.toLowerCase()}`, text] as const),
  ]
  const carried = said.filter(([name]) => TOKEN.test(name)).map(([name, value]) => [name, toHeaderValue(value)])
  return { ...(Object.fromEntries(carried) as ImageHeaders), ...toETag(image) }
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9a-z-]+$/

function toHeaderValue(value: string | number | boolean | null): string | number | undefined {
  if (value === null) return undefined
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return typeof value === 'string' ? toHeaderText(value) : value
}

/** Without the quotes that HTTP wants: clients of this API compare it with their md5. */
export function toETag({ data }: Pick<Image, 'data'>): { ETag?: string } {
  return data?.checksum ? { ETag: data.checksum } : {}
}
