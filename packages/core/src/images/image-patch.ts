import { Problem } from '../problem.ts'
import { assertChangeable } from './attribute-rules.ts'
import type { Image, ImageAttributes } from './image.ts'
import type { PatchDialect, PatchItem } from './json-patch.ts'

/** Base attributes by their API names; a value was checked for its type before it comes here. */
const BASE = {
  name: 'name',
  visibility: 'visibility',
  owner: 'owner',
  protected: 'protected',
  os_hidden: 'hidden',
  disk_format: 'diskFormat',
  container_format: 'containerFormat',
  min_disk: 'minDisk',
  min_ram: 'minRam',
  tags: 'tags',
} as const satisfies Record<string, keyof ImageAttributes>

/** Whether the API defines this attribute, so that it is no custom property. */
export function isBaseAttribute(name: string): name is keyof typeof BASE {
  return Object.hasOwn(BASE, name)
}

/**
 * Applies operations in order to the attributes of an image, following the table "what each verb does" of the API;
 * the first that is refused refuses all. `checkValue` throws `attributeInvalid` when a value breaks the API schema.
 */
export function applyPatch(
  image: Image,
  items: readonly PatchItem[],
  dialect: PatchDialect,
  checkValue: (attribute: string, value: unknown) => void,
): Image {
  let patched = image
  for (const { verb, path, value } of items) {
    const [name] = path
    assertChangeable(name)
    if (verb !== 'remove') checkValue(name, value)
    patched = isBaseAttribute(name)
      ? setBase(patched, verb, name, value, dialect)
      : setProperty(patched, verb, name, value, dialect)
  }
  return patched
}

function setBase(
  image: Image,
  verb: PatchItem['verb'],
  name: keyof typeof BASE,
  value: unknown,
  dialect: PatchDialect,
): Image {
  // As servers in the field have it, where the published table says "replaced".
  if (verb === 'add' && dialect === 'v2.0') throw alreadyPresent(name)
  if (verb === 'remove') throw new Problem('forbidden', `Attribute '${name}' may not be removed`)
  const formatsOpen = image.status === 'queued' || image.status === 'importing'
  if ((name === 'disk_format' || name === 'container_format') && !formatsOpen) {
    throw new Problem('forbidden', `Attribute '${name}' can be replaced only before the image has its data`)
  }
  const checked = name === 'tags' ? uniqueTags(value as string[]) : value
  return { ...image, [BASE[name]]: checked }
}

function setProperty(
  image: Image,
  verb: PatchItem['verb'],
  name: string,
  value: unknown,
  dialect: PatchDialect,
): Image {
  const present = Object.hasOwn(image.properties, name)
  if (verb === 'add' && present && dialect === 'v2.0') {
    throw alreadyPresent(name)
  }
  if (verb !== 'add' && !present) throw new Problem('propertyConflict', `Property '${name}' does not exist`)
  const others = Object.entries(image.properties).filter(([other]) => other !== name)
  const properties = verb === 'remove' ? others : [...others, [name, value as string | null] as const]
  // fromEntries defines own keys: a property called `__proto__` is data like any other.
  return { ...image, properties: Object.fromEntries(properties) }
}

function alreadyPresent(name: string): Problem {
  return new Problem('propertyConflict', `Property '${name}' is already present`)
}

/** Tags are a set; their order is not promised, so they are kept sorted. */
export function uniqueTags(tags: readonly string[]): string[] {
  return [...new Set(tags)].sort()
}
