import type { ImageV1 } from '@vitrine/api-types'
import { OCTETS } from './requests.ts'
import type { Answer, RequestOptions, Target } from './target.ts'

export const IMAGES_V1 = '/v1/images'
export const pathV1 = (id: string): string => `${IMAGES_V1}/${id}`

export const RAW = { disk_format: 'raw', container_format: 'bare' } as const

/** What a request says of an image; custom properties are called `property-…`. A list is sent as one header each. */
export type FieldsV1 = Readonly<Record<string, string | number | boolean | string[]>>
type Body = RequestOptions['body']

const META = 'x-image-meta-'

/** Fields as headers. Values are bytes of UTF-8, which is not what a header is to Node. */
export const meta = (fields: FieldsV1): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      `${META}${name}`,
      Array.isArray(value) ? value.map(inBytes) : inBytes(value),
    ]),
  )

const inBytes = (value: string | number | boolean): string => Buffer.from(String(value)).toString('latin1')

const withFields = (fields: FieldsV1, body: Body, options: RequestOptions): RequestOptions => ({
  ...options,
  headers: { ...(body !== undefined && OCTETS), ...meta(fields), ...options.headers },
  ...(body !== undefined && { body }),
})

export const createV1 = (target: Target, fields: FieldsV1 = {}, body?: Body, options: RequestOptions = {}) =>
  target.post(IMAGES_V1, withFields(fields, body, options))

export const updateV1 = (target: Target, id: string, fields: FieldsV1, body?: Body, options: RequestOptions = {}) =>
  target.put(pathV1(id), withFields(fields, body, options))

/** Custom properties that are not named in the update stay. */
export const KEEP = { headers: { 'x-glance-registry-purge-props': 'False' } } as const

const NUMBERS = new Set(['size', 'min_disk', 'min_ram', 'virtual_size'])
const BOOLEANS = new Set(['is_public', 'protected', 'deleted'])

const fieldOf = (name: string, text: string) => {
  if (NUMBERS.has(name)) return Number(text)
  return BOOLEANS.has(name) ? text.toLowerCase() === 'true' : text
}

const NULLS = {
  name: null,
  disk_format: null,
  container_format: null,
  checksum: null,
  owner: null,
  deleted_at: null,
  virtual_size: null,
}

/** What the headers of an answer say of an image, as JSON would: what is null has no header. */
export const imageOf = (answer: Answer): ImageV1 => {
  const fields: Record<string, unknown> = { ...NULLS }
  const properties: Record<string, string> = {}
  for (const [header, value] of answer.headerList) {
    if (!header.toLowerCase().startsWith(META)) continue
    const name = header.slice(META.length).toLowerCase()
    const text = Buffer.from(value, 'latin1').toString('utf8')
    if (name.startsWith('property-')) properties[name.slice('property-'.length)] = text
    else fields[name] = fieldOf(name, text)
  }
  return { ...fields, properties } as ImageV1
}

/** What version 1 shows of an image. */
export const shownV1 = async (target: Target, id: string): Promise<ImageV1> => imageOf(await target.head(pathV1(id)))

/** The image in the answer to POST or PUT. */
export const answeredV1 = (answer: Answer): ImageV1 => answer.json().image

export const LISTS_V1 = [
  ['brief', 'listImagesV1', IMAGES_V1],
  ['detail', 'listImageDetailsV1', `${IMAGES_V1}/detail`],
] as const

export const listedV1 = (answer: Answer): ImageV1[] => answer.json().images
export const idsV1 = (answer: Answer): string[] => listedV1(answer).map(({ id }) => id)
