import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { CatalogTables } from '../schema.ts'
import { images } from './0001-images.ts'
import { imageMembers } from './0002-image-members.ts'
import { identity } from './0003-identity.ts'
import { listIndexes } from './0004-list-indexes.ts'
import { imageLocations } from './0005-image-locations.ts'
import { tasks } from './0006-tasks.ts'
import { deletedImages } from './0007-deleted-images.ts'
import { machineImages } from './0008-machine-images.ts'

const MIGRATIONS: Record<string, Migration> = {
  '0001-images': images,
  '0002-image-members': imageMembers,
  '0003-identity': identity,
  '0004-list-indexes': listIndexes,
  '0005-image-locations': imageLocations,
  '0006-tasks': tasks,
  '0007-deleted-images': deletedImages,
  '0008-machine-images': machineImages,
}

/** Brings the schema up to date, or changes nothing and rejects. */
export async function migrate(db: Kysely<CatalogTables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}
