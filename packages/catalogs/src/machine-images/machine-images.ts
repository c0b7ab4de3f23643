import type { MachineImage, MachineImageCatalog, NewMachineImage } from '@vitrine/core'
import type { Kysely, Selectable } from 'kysely'
import { nextId } from '../next-id.ts'
import type { CatalogTables, MachineImagesTable } from '../schema.ts'
import { UNFINISHED } from './generations.ts'

type MachineImages = Pick<
  MachineImageCatalog,
  'insertMachineImage' | 'findMachineImage' | 'listMachineImages' | 'listGenerating' | 'deleteMachineImage'
>

export function createMachineImages(db: Kysely<CatalogTables>): MachineImages {
  const machineImages = db.selectFrom('machine_images').selectAll().orderBy('id')

  return {
    async insertMachineImage(image) {
      return db.transaction().execute(async (trx) => {
        // Of several at once each waits for the one before, and for a deletion of the appliance.
        const appliance = await trx
          .updateTable('appliances')
          .set((eb) => ({ last_revision: eb('last_revision', '+', 1) }))
          .where('id', '=', image.applianceId)
          .returning('last_revision')
          .executeTakeFirst()
        if (appliance === undefined) return undefined
        const row = fromNew(image, await nextId(trx, 'machine_images'), appliance.last_revision)
        await trx.insertInto('machine_images').values(row).execute()
        return toMachineImage(row)
      })
    },

    async findMachineImage(userName, id) {
      const row = await machineImages.where('id', '=', id).where('user_name', '=', userName).executeTakeFirst()
      return row && toMachineImage(row)
    },

    async listMachineImages(userName, applianceId) {
      const ofUser = machineImages.where('user_name', '=', userName)
      const rows = await (applianceId === undefined ? ofUser : ofUser.where('appliance_id', '=', applianceId)).execute()
      return rows.map(toMachineImage)
    },

    async listGenerating() {
      const rows = await machineImages.where('status', 'in', UNFINISHED).execute()
      return rows.map(toMachineImage)
    },

    async deleteMachineImage(id) {
      const { numDeletedRows } = await db.deleteFrom('machine_images').where('id', '=', id).executeTakeFirstOrThrow()
      return numDeletedRows > 0n
    },
  }
}

function toMachineImage(row: Selectable<MachineImagesTable>): MachineImage {
  return {
    id: row.id,
    applianceId: row.appliance_id,
    user: { id: row.user_id, name: row.user_name },
    name: row.name,
    version: row.version,
    revision: row.revision,
    targetFormat: row.target_format,
    compress: row.compress === 1,
    memorySize: row.memory_size,
    diskSize: row.disk_size,
    status: row.status,
    percentage: row.percentage,
    message: row.message,
    imageId: row.image_id,
    file: row.file === null ? null : JSON.parse(row.file),
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  }
}

function fromNew(image: NewMachineImage, id: number, revision: number): MachineImagesTable {
  return {
    id,
    appliance_id: image.applianceId,
    user_id: image.user.id,
    user_name: image.user.name,
    name: image.name,
    version: image.version,
    revision,
    target_format: image.targetFormat,
    compress: Number(image.compress),
    memory_size: image.memorySize,
    disk_size: image.diskSize,
    status: 'waiting',
    percentage: 0,
    message: '',
    image_id: null,
    file: null,
    created_at: image.createdAt.getTime(),
    updated_at: image.createdAt.getTime(),
  }
}
