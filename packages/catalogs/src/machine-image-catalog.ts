import type { MachineImageCatalog } from '@vitrine/core'
import type { Kysely } from 'kysely'
import { createAppliances } from './machine-images/appliances.ts'
import { createGenerations } from './machine-images/generations.ts'
import { createMachineImages } from './machine-images/machine-images.ts'
import type { CatalogTables } from './schema.ts'

/** Appliances and what is generated of them, over any engine that Kysely speaks to. */
export function createMachineImageCatalog(db: Kysely<CatalogTables>): MachineImageCatalog {
  return { ...createAppliances(db), ...createMachineImages(db), ...createGenerations(db) }
}
