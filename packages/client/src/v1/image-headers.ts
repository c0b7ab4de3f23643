import type { HeaderParams, ImageV1 } from '@vitrine/api-types'
import { toHeaderText } from './header-text.ts'

type Attribute =
  | 'name'
  | 'disk_format'
  | 'container_format'
  | 'is_public'
  | 'protected'
  | 'min_disk'
  | 'min_ram'
  | 'owner'

/** What can be changed about an image. Nothing can be made null again, but properties: for them the empty text is that. */
export type ImageChangesV1 = { readonly [K in Attribute]?: NonNullable<ImageV1[K]> } & {
  /** Their names are lower case, and `-` in them counts as `_`. */
  readonly properties?: Readonly<ImageV1['properties']>
}

/** What to make an image of. Without an id the server chooses one. */
export type NewImageV1 = ImageChangesV1 & Partial<Pick<ImageV1, 'id'>>

/** What is said of data that comes with an image, and where from if not with the request. */
export interface DataDescription {
  /** Number of bytes: of a source that does not tell, or at the location. A new image of 0 bytes needs no source. */
  readonly size?: number | undefined
  /** MD5 that the data must have. An image at a location is `saving` until that was found right. */
  readonly checksum?: string | undefined
  /** URL where the data lies and stays. */
  readonly location?: string | undefined
  /** URL that the server fetches the data from, after it has answered. */
  readonly copyFrom?: string | undefined
  /** The store to put the data in; the server's default when left out. */
  readonly store?: string | undefined
}

/** By their names in the spec, and as the text that HTTP carries. */
export function toHeaders(
  { properties = {}, ...attributes }: NewImageV1,
  { size, checksum, location, copyFrom, store }: DataDescription,
): Record<string, string> {
  const data = {
    'x-image-meta-size': size,
    'x-image-meta-checksum': checksum,
    'x-image-meta-location': location,
    'x-image-meta-store': store,
    'x-glance-api-copy-from': copyFrom,
  } satisfies { readonly [K in keyof HeaderParams<'createImageV1'>]?: unknown }
  const said = [
    ...Object.entries(attributes).map(([name, value]) => [`x-image-meta-${name}`, value] as const),
    ...Object.entries(properties).map(([name, value]) => [`x-image-meta-property-${name}`, value ?? ''] as const),
    ...Object.entries(data),
  ]
  return Object.fromEntries(
    said.flatMap(([name, value]) => (value === undefined ? [] : [[name, toHeaderText(name, String(value))]])),
  )
}
