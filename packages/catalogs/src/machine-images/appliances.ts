import type { Appliance, MachineImageCatalog, NewAppliance } from '@vitrine/core'
import type { Kysely, Selectable, Transaction } from 'kysely'
import { nextId } from '../next-id.ts'
import type { AppliancesTable, CatalogTables } from '../schema.ts'
import { UNFINISHED } from './generations.ts'

type Appliances = Pick<
  MachineImageCatalog,
  'insertAppliance' | 'findAppliance' | 'listAppliances' | 'setOsProfile' | 'deleteAppliance'
>

export function createAppliances(db: Kysely<CatalogTables>): Appliances {
  return {
    async insertAppliance(appliance) {
      return db.transaction().execute(async (trx) => {
        const row = fromNew(appliance, await nextId(trx, 'appliances'))
        await trx.insertInto('appliances').values(row).execute()
        return toAppliance(row)
      })
    },

    async findAppliance(userName, id) {
      const row = await db
        .selectFrom('appliances')
        .selectAll()
        .where('id', '=', id)
        .where('user_name', '=', userName)
        .executeTakeFirst()
      return row && toAppliance(row)
    },

    async listAppliances(userName) {
      const rows = await db
        .selectFrom('appliances')
        .selectAll()
        .where('user_name', '=', userName)
        .orderBy('id')
        .execute()
      return rows.map(toAppliance)
    },

    async setOsProfile(userName, id, osProfile, at) {
      const row = await db
        .updateTable('appliances')
        .set({ os_profile: osProfile, updated_at: at.getTime() })
        .where('id', '=', id)
        .where('user_name', '=', userName)
        .returningAll()
        .executeTakeFirst()
      return row && toAppliance(row)
    },

    async deleteAppliance(userName, id) {
      return db.transaction().execute(async (trx) => {
        await holdAppliance(trx, id)
        const { numDeletedRows } = await trx
          .deleteFrom('appliances')
          .where('id', '=', id)
          .where('user_name', '=', userName)
          .where('id', 'not in', ({ selectFrom }) =>
            selectFrom('machine_images')
              .select('appliance_id')
              .where('appliance_id', '=', id)
              .where('status', 'in', UNFINISHED),
          )
          .executeTakeFirstOrThrow()
        return numDeletedRows > 0n
      })
    },
  }
}

/** Changes nothing, and keeps others from having something generated of it until this is stored. */
async function holdAppliance(trx: Transaction<CatalogTables>, id: number): Promise<void> {
  await trx
    .updateTable('appliances')
    .set(({ ref }) => ({ last_revision: ref('last_revision') }))
    .where('id', '=', id)
    .execute()
}

function toAppliance(row: Selectable<AppliancesTable>): Appliance {
  return {
    id: row.id,
    uuid: row.uuid,
    user: { id: row.user_id, name: row.user_name },
    projectId: row.project_id,
    name: row.name,
    version: row.version,
    description: row.description,
    sourceImageId: row.source_image_id,
    distributionName: row.distribution_name,
    archName: row.arch_name,
    osProfile: row.os_profile,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  }
}

function fromNew(appliance: NewAppliance, id: number): AppliancesTable {
  return {
    id,
    uuid: appliance.uuid,
    user_id: appliance.user.id,
    user_name: appliance.user.name,
    project_id: appliance.projectId,
    name: appliance.name,
    version: appliance.version,
    description: appliance.description,
    source_image_id: appliance.sourceImageId,
    distribution_name: appliance.distributionName,
    arch_name: appliance.archName,
    os_profile: appliance.osProfile,
    created_at: appliance.createdAt.getTime(),
    updated_at: appliance.createdAt.getTime(),
    last_revision: 0,
  }
}
