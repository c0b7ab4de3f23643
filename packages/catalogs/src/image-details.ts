import type { ImageAttributes } from '@vitrine/core'
import type { Transaction } from 'kysely'
import type { CatalogTables, ListedImage } from './schema.ts'

type Details = Pick<ImageAttributes, 'tags' | 'properties'>
type Attributes = Details & Pick<ImageAttributes, 'hidden' | 'visibility' | 'owner'>

/** Tags and properties once more, one row each, for lists to find images by. What is null is found as what is empty. */
export async function insertDetails(trx: Transaction<CatalogTables>, imageId: string, details: Details) {
  await insertTags(trx, imageId, details.tags)
  await putProperties(trx, imageId, Object.entries(details.properties))
}

/** Touches the rows that differ, and no other. The image has the wanted attributes already. */
export async function replaceDetails(
  trx: Transaction<CatalogTables>,
  imageId: string,
  old: Attributes,
  wanted: Attributes,
) {
  if (isListedElsewhere(old, wanted)) await moveDetails(trx, imageId)
  await replaceTags(trx, imageId, old.tags, wanted.tags)

  // Maps, because a property may be called `constructor`.
  const before = new Map(Object.entries(old.properties))
  const after = new Map(Object.entries(wanted.properties))
  await removeProperties(
    trx,
    imageId,
    [...before.keys()].filter((name) => !after.has(name)),
  )
  await putProperties(
    trx,
    imageId,
    [...after].filter(([name, value]) => before.get(name) !== value),
  )
}

export async function replaceTags(
  trx: Transaction<CatalogTables>,
  imageId: string,
  old: readonly string[],
  wanted: readonly string[],
) {
  await removeTags(
    trx,
    imageId,
    old.filter((tag) => !wanted.includes(tag)),
  )
  await insertTags(
    trx,
    imageId,
    wanted.filter((tag) => !old.includes(tag)),
  )
}

function isListedElsewhere(old: Attributes, wanted: Attributes): boolean {
  return old.hidden !== wanted.hidden || old.visibility !== wanted.visibility || old.owner !== wanted.owner
}

async function moveDetails(trx: Transaction<CatalogTables>, imageId: string) {
  const listed = await readListed(trx, imageId)
  await trx.updateTable('image_tags').set(listed).where('image_id', '=', imageId).execute()
  await trx.updateTable('image_properties').set(listed).where('image_id', '=', imageId).execute()
}

function readListed(trx: Transaction<CatalogTables>, imageId: string): Promise<ListedImage> {
  return trx
    .selectFrom('images')
    .select(['hidden', 'visibility', 'owner', 'created_at as image_created_at'])
    .where('id', '=', imageId)
    .executeTakeFirstOrThrow()
}

async function insertTags(trx: Transaction<CatalogTables>, image_id: string, tags: readonly string[]) {
  if (tags.length === 0) return
  const listed = await readListed(trx, image_id)
  await trx
    .insertInto('image_tags')
    .values(tags.map((tag) => ({ image_id, tag, ...listed })))
    .execute()
}

async function removeTags(trx: Transaction<CatalogTables>, imageId: string, tags: readonly string[]) {
  if (tags.length === 0) return
  await trx.deleteFrom('image_tags').where('image_id', '=', imageId).where('tag', 'in', tags).execute()
}

async function putProperties(
  trx: Transaction<CatalogTables>,
  image_id: string,
  properties: readonly [string, string | null][],
) {
  if (properties.length === 0) return
  const listed = await readListed(trx, image_id)
  await trx
    .insertInto('image_properties')
    .values(properties.map(([name, value]) => ({ image_id, name, value: value ?? '', ...listed })))
    .onConflict((conflict) =>
      conflict.columns(['image_id', 'name']).doUpdateSet(({ ref }) => ({ value: ref('excluded.value') })),
    )
    .execute()
}

async function removeProperties(trx: Transaction<CatalogTables>, imageId: string, names: readonly string[]) {
  if (names.length === 0) return
  await trx.deleteFrom('image_properties').where('image_id', '=', imageId).where('name', 'in', names).execute()
}
