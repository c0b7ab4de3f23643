import type { ImageAttributes } from '@vitrine/core'
import type { Transaction } from 'kysely'
import type { CatalogTables } from './schema.ts'

type Details = Pick<ImageAttributes, 'tags' | 'properties'>

/** Tags and properties once more, one row each, for conditions to find. */
export async function insertDetails(trx: Transaction<CatalogTables>, imageId: string, details: Details) {
  await insertTags(trx, imageId, details.tags)
  await putProperties(trx, imageId, Object.entries(details.properties))
}

/** Touches the rows that differ, and no other. */
export async function replaceDetails(trx: Transaction<CatalogTables>, imageId: string, old: Details, wanted: Details) {
  await removeTags(
    trx,
    imageId,
    old.tags.filter((tag) => !wanted.tags.includes(tag)),
  )
  await insertTags(
    trx,
    imageId,
    wanted.tags.filter((tag) => !old.tags.includes(tag)),
  )

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

async function insertTags(trx: Transaction<CatalogTables>, image_id: string, tags: readonly string[]) {
  if (tags.length === 0) return
  await trx
    .insertInto('image_tags')
    .values(tags.map((tag) => ({ image_id, tag })))
    .execute()
}

async function removeTags(trx: Transaction<CatalogTables>, imageId: string, tags: readonly string[]) {
  if (tags.length === 0) return
  await trx.deleteFrom('image_tags').where('image_id', '=', imageId).where('tag', 'in', tags).execute()
}

async function putProperties(trx: Transaction<CatalogTables>, image_id: string, properties: [string, string | null][]) {
  if (properties.length === 0) return
  await trx
    .insertInto('image_properties')
    .values(properties.map(([name, value]) => ({ image_id, name, value })))
    .onConflict((conflict) =>
      conflict.columns(['image_id', 'name']).doUpdateSet(({ ref }) => ({ value: ref('excluded.value') })),
    )
    .execute()
}

async function removeProperties(trx: Transaction<CatalogTables>, imageId: string, names: readonly string[]) {
  if (names.length === 0) return
  await trx.deleteFrom('image_properties').where('image_id', '=', imageId).where('name', 'in', names).execute()
}
