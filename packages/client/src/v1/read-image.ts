import type { ImageV1, ImageV1Summary } from '@vitrine/api-types'
import { fromHeaderText } from './header-text.ts'

/** What an answer says of an image, by the names of its fields. Servers of all ages differ in how they write it. */
export type Said = Readonly<Record<string, unknown>>

export function readSummary(said: Said): ImageV1Summary {
  return {
    id: String(said.id),
    name: textOf(said.name),
    disk_format: textOf(said.disk_format),
    container_format: textOf(said.container_format),
    checksum: textOf(said.checksum),
    size: numberOf(said.size) ?? 0,
  }
}

export function readImage(said: Said): ImageV1 {
  return {
    ...readSummary(said),
    status: said.status as ImageV1['status'],
    is_public: isTrue(said.is_public),
    protected: isTrue(said.protected),
    deleted: isTrue(said.deleted),
    owner: textOf(said.owner),
    min_disk: numberOf(said.min_disk) ?? 0,
    min_ram: numberOf(said.min_ram) ?? 0,
    created_at: timeOf(said.created_at) ?? '',
    updated_at: timeOf(said.updated_at) ?? '',
    deleted_at: timeOf(said.deleted_at),
    virtual_size: numberOf(said.virtual_size),
    properties: { ...(said.properties as ImageV1['properties']) },
  }
}

/** Undefined when the headers are not about an image. */
export function readHeaders(headers: Headers): ImageV1 | undefined {
  const said: Record<string, unknown> = {}
  const properties: ImageV1['properties'] = {}
  headers.forEach((value, header) => {
    const [, property, field] = /^x-image-meta-(?:property-(.+)|(.+))$/.exec(header) ?? []
    if (property !== undefined) properties[property] = fromHeaderText(value)
    else if (field !== undefined) said[field.replaceAll('-', '_')] = fromHeaderText(value)
  })
  return said.id === undefined ? undefined : readImage({ ...said, properties })
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const isTrue = (value: unknown): boolean => /^(1|t|true|on|y|yes)$/i.test(String(value))

function numberOf(value: unknown): number | null {
  return /^\d+$/.test(String(value)) ? Number(value) : null
}

/** Once upon a time, times had a space for the `T`, and whole seconds. */
function timeOf(value: unknown): string | null {
  const [, day, time, fraction = ''] = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d+))?/.exec(String(value)) ?? []
  return day === undefined ? null : `${day}T${time}.${fraction.padEnd(6, '0')}`
}
