import type { ImageCreate } from '@vitrine/api-types'
import { Problem } from '@vitrine/core'
import { headerText } from '../http/header-text.ts'
import { type ImageHeaders, readImageHeaders } from './image-headers-v1.ts'
import { isoTime } from './query-values.ts'

/** What a request says of an image, each value as what it is. */
export interface ImageDescription {
  /** By the names of v2, which has them all. Those that were left out stay out. */
  readonly attributes: Attributes
  readonly isPublic: boolean | undefined
  readonly id: string | undefined
  readonly status: string | undefined
  /** Of the data, in bytes. */
  readonly size: number | undefined
  /** Of the data: md5 in hex. */
  readonly checksum: string | undefined
  /** Where the data lies. */
  readonly location: string | undefined
  /** Where to fetch the data from. */
  readonly copyFrom: string | undefined
  /** Id of the store that is to have the data. */
  readonly store: string | undefined
  readonly properties: ImageHeaders['properties']
}

type Attributes = Pick<
  ImageCreate,
  'name' | 'owner' | 'protected' | 'min_disk' | 'min_ram' | 'disk_format' | 'container_format'
>

const COPY_FROM = 'x-glance-api-copy-from'
const CHECKSUM_CHARACTERS = 32

/** Throws `attributeInvalid` or `attributeReserved`. What attributes may be is not decided here: `AttributeSchema` does. */
export function describeImage(
  headers: Parameters<typeof readImageHeaders>[0],
  operation: Parameters<typeof readImageHeaders>[1],
  { isAdmin }: { isAdmin: boolean },
): ImageDescription {
  const { fields, properties } = readImageHeaders(headers, operation)
  const { [COPY_FROM]: copyFrom } = headers
  const read = <T>(name: string, value: (text: string, name: string) => T): T | undefined => {
    const text = fields.get(name)
    return text === undefined ? undefined : value(text, name)
  }
  // What the server alone sets is sent back by clients that keep whole records: it has to be sound, and no more.
  for (const name of ['created_at', 'updated_at', 'deleted_at']) read(name, assertTime)
  read('virtual_size', toCount)
  return {
    attributes: given({
      name: fields.get('name'),
      // Everybody else's images are their project's, whatever they say.
      owner: isAdmin ? fields.get('owner') : undefined,
      protected: read('protected', isTrue),
      min_disk: read('min_disk', toCount),
      min_ram: read('min_ram', toCount),
      ...toFormats(fields.get('disk_format'), fields.get('container_format')),
    }),
    isPublic: read('is_public', isTrue),
    id: fields.get('id'),
    status: fields.get('status'),
    size: read('size', toCount),
    checksum: read('checksum', toChecksum),
    location: fields.get('location'),
    copyFrom: copyFrom === undefined ? undefined : headerText(copyFrom, COPY_FROM),
    store: fields.get('store'),
    properties,
  }
}

/** Everything else is false: this API knows no bad boolean. */
export function isTrue(text: string): boolean {
  return /^(1|t|true|on|y|yes)$/i.test(text)
}

function toCount(text: string, name: string): number {
  const count = Number(text)
  if (/^\d+$/.test(text) && Number.isSafeInteger(count)) return count
  throw invalid(`'${name}' must be an integer from 0, not '${text}'`)
}

/** Empty is what an image without data was said to have. */
function toChecksum(text: string): string | undefined {
  if (text.length <= CHECKSUM_CHARACTERS) return text || undefined
  throw invalid(`'checksum' must not have more than ${CHECKSUM_CHARACTERS} characters`)
}

/** Empty is what an image that was not deleted was said to have. */
function assertTime(text: string, name: string): void {
  if (text === '') return
  const time = isoTime(text)
  if (!time || time.getUTCFullYear() < 1900) {
    throw invalid(`'${name}' must be an ISO 8601 time in a year from 1900, not '${text}'`)
  }
}

const AMAZON_FORMATS = new Set(['ami', 'aki', 'ari'])

/** Images of Amazon's kind are of one format, inside and out. */
function toFormats(disk: string | undefined, container: string | undefined) {
  const amazon = [disk, container].find((format) => format !== undefined && AMAZON_FORMATS.has(format))
  if (amazon === undefined) return { disk_format: disk, container_format: container }
  if (disk !== undefined && container !== undefined && disk !== container) {
    throw invalid(`'disk_format' and 'container_format' must both be '${amazon}', not '${disk}' and '${container}'`)
  }
  return { disk_format: amazon, container_format: amazon }
}

/** The texts of formats are looked at with all other attributes. */
function given(attributes: Readonly<Record<keyof Attributes, unknown>>): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined))
}

function invalid(message: string): Problem {
  return new Problem('attributeInvalid', message)
}
