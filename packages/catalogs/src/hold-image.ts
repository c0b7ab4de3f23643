import { Problem } from '@vitrine/core'
import type { Transaction } from 'kysely'
import type { CatalogTables } from './schema.ts'

/** Changes nothing, and keeps others from the image until this is stored: they decide one after the other. */
export async function holdImage(
  trx: Transaction<CatalogTables>,
  imageId: string,
): Promise<{ id: string; created_at: number; tags: string }> {
  const image = await trx
    .updateTable('images')
    .set(({ ref }) => ({ revision: ref('revision') }))
    .where('id', '=', imageId)
    .where('deleted_at', 'is', null)
    .returning(['id', 'created_at', 'tags'])
    .executeTakeFirst()
  if (image === undefined) throw new Problem('imageNotFound', `No image with id '${imageId}'`)
  return image
}
