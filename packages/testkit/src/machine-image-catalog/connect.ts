import { randomUUID } from 'node:crypto'
import type {
  Appliance,
  MachineImage,
  MachineImageCatalog,
  MachineImageFile,
  NewAppliance,
  NewMachineImage,
} from '@vitrine/core'
import { at } from '../task-catalog/connect.ts'

export type ConnectMachineImages = () => Promise<{
  readonly machineImages: MachineImageCatalog
  close(): Promise<void>
}>

export const BOB = { id: 'user-1', name: 'bob' }
/** Got the name when the other one was gone. */
export const LATER_BOB = { id: 'user-2', name: 'bob' }
export const ALICE = { id: 'user-3', name: 'alice' }

export function buildNewAppliance(overrides: Partial<NewAppliance> = {}): NewAppliance {
  return {
    uuid: randomUUID(),
    user: BOB,
    projectId: 'project-1',
    name: 'web',
    version: '1.0',
    description: 'Serves the web 🌍',
    sourceImageId: randomUUID(),
    distributionName: 'Debian 13',
    archName: 'x86_64',
    osProfile: 'Minimal',
    createdAt: at(0),
    ...overrides,
  }
}

export async function insertAppliance(
  catalog: MachineImageCatalog,
  overrides?: Partial<NewAppliance>,
): Promise<Appliance> {
  return catalog.insertAppliance(buildNewAppliance(overrides))
}

export function buildNewMachineImage(
  { id, user, name, version }: Appliance,
  overrides: Partial<NewMachineImage> = {},
): NewMachineImage {
  return {
    applianceId: id,
    user,
    name,
    version,
    targetFormat: 'QCOW2',
    compress: true,
    memorySize: 512,
    diskSize: 12_288,
    createdAt: at(1),
    ...overrides,
  }
}

export async function insertMachineImage(
  catalog: MachineImageCatalog,
  appliance: Appliance,
  overrides?: Partial<NewMachineImage>,
): Promise<MachineImage> {
  const image = await catalog.insertMachineImage(buildNewMachineImage(appliance, overrides))
  if (image === undefined) throw new Error(`Appliance ${appliance.id} is not in the catalogue`)
  return image
}

/** Of an appliance of its own. */
export async function insertRunning(catalog: MachineImageCatalog): Promise<MachineImage> {
  const image = await insertMachineImage(catalog, await insertAppliance(catalog))
  await catalog.beginGeneration(image.id, at(2))
  return { ...image, status: 'running', updatedAt: at(2) }
}

export function buildMachineImageFile(): MachineImageFile {
  return {
    name: 'web_1.0rev1_qcow2.tar.gz',
    size: 734_003_200,
    diskSize: 10_737_418_240,
    checksum: '900150983cd24fb0d6963f7d28e17f72',
    sha256: 'ba7816bf8f01cfea414140de5dae2223'.repeat(2),
  }
}

export const idsOf = (records: readonly { readonly id: number }[]): number[] => records.map(({ id }) => id)
