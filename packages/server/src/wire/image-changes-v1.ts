import type { ImageCreate } from '@vitrine/api-types'
import { applyPatch, type Image, type ImageService, isServerProperty, type PatchItem, Problem } from '@vitrine/core'
import type { AttributeSchema } from './attribute-schema.ts'
import { fromWire } from './image.ts'
import type { ImageDescription } from './image-description-v1.ts'
import { statusSeen, toDetail } from './image-v1.ts'

/** The image that a request asks for, in the domain's words, once each attribute is approved as those of v2 are. */
export function toNewImage(
  described: ImageDescription,
  schema: AttributeSchema,
): Parameters<ImageService['create']>[0] {
  const { attributes, id, isPublic, properties } = described
  const body = {
    ...attributes,
    ...(id !== undefined && { id }),
    ...(isPublic && { visibility: 'public' }),
    ...Object.fromEntries([...properties].map(([name, text]) => [name, asShown(name, text, schema)])),
  }
  return { ...fromWire(body as ImageCreate, schema), properties: Object.fromEntries(properties) }
}

/** What a request makes of an image: the rules are those of patches. With `purge` the properties that it does not name go. */
export function changeImage(
  described: ImageDescription,
  { schema, purge }: { schema: AttributeSchema; purge: boolean },
): (image: Image) => Image {
  const checkValue = (name: string, value: unknown) => schema.check(name, asShown(name, value, schema))
  return (image) => {
    assertAgrees(image, described)
    const items = [...attributeItems(image, described), ...propertyItems(image, described, purge)]
    return applyPatch(image, items, 'v2.1', checkValue)
  }
}

/** Nobody sets these, but clients that keep whole records send them back. */
function assertAgrees(image: Image, { id, status, size, checksum }: ImageDescription): void {
  assertSame('id', id, image.id)
  assertSame('status', status, statusSeen(image))
  // Without data they tell what is to come.
  if (image.data === null) return
  assertSame('size', size, image.data.size)
  assertSame('checksum', checksum?.toLowerCase(), image.data.checksum)
}

function assertSame(name: string, said: string | number | undefined, current: string | number | null): void {
  if (said === undefined || said === current) return
  throw new Problem('attributeReadOnly', `Attribute '${name}' is read-only: it is ${current}, not ${said}`)
}

function attributeItems(image: Image, { attributes, isPublic }: ImageDescription): PatchItem[] {
  const current: Readonly<Record<string, unknown>> = { ...toDetail(image), visibility: image.visibility }
  return Object.entries({ ...attributes, ...toVisibility(image, isPublic) })
    .filter(([name, value]) => current[name] !== value)
    .map(([name, value]) => ({ verb: 'replace', path: [name], value }))
}

/** What is not public may be private, shared or a community image, which this API cannot say: that stays. */
function toVisibility({ visibility }: Image, isPublic: boolean | undefined): Pick<ImageCreate, 'visibility'> {
  if (isPublic === undefined || isPublic === (visibility === 'public')) return {}
  return { visibility: isPublic ? 'public' : 'shared' }
}

function propertyItems({ properties: current }: Image, { properties }: ImageDescription, purge: boolean): PatchItem[] {
  const added = [...properties].map(([name, value]) => ({ verb: 'add', path: [name], value }) as const)
  if (!purge) return added
  const gone = Object.keys(current).filter((name) => !properties.has(name) && !isServerProperty(name))
  return [...added, ...gone.map((name) => ({ verb: 'remove', path: [name] }) as const)]
}

/** A property may be null here. It is approved as what v2 will show. */
function asShown(name: string, value: unknown, { isNullable }: AttributeSchema): unknown {
  return value ?? (isNullable(name) ? null : '')
}
