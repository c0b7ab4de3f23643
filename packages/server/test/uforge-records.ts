import type { Appliance, MachineImage, MachineImageFile } from '@vitrine/core'

const USER = { id: 'user-john', name: 'john' }
const CREATED = new Date('2026-03-01T09:30:00.123Z')
const UPDATED = new Date('2026-03-01T09:35:00.456Z')

export function buildAppliance(overrides: Partial<Appliance> = {}): Appliance {
  return {
    id: 21,
    uuid: '0c5d8a8e-3a52-4a0f-9f0e-0d1f1c2b3a49',
    user: USER,
    projectId: 'project-1',
    name: 'web',
    version: '1.0',
    description: null,
    sourceImageId: '6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b',
    distributionName: 'debian-13',
    archName: 'x86_64',
    osProfile: null,
    createdAt: CREATED,
    updatedAt: UPDATED,
    ...overrides,
  }
}

/** One that has just been asked for. */
export function buildMachineImage(overrides: Partial<MachineImage> = {}): MachineImage {
  return {
    id: 47,
    applianceId: 21,
    user: USER,
    name: 'web',
    version: '1.0',
    revision: 3,
    targetFormat: 'QCOW2',
    compress: true,
    memorySize: null,
    diskSize: null,
    status: 'waiting',
    percentage: 0,
    message: '',
    imageId: null,
    file: null,
    createdAt: CREATED,
    updatedAt: CREATED,
    ...overrides,
  }
}

export const FILE: MachineImageFile = {
  name: 'web_1.0rev3_qcow2.tar.gz',
  size: 13_287_936,
  diskSize: 2 * 1024 ** 3,
  checksum: '8c7dd922ad47494fc02c388e12c00eac',
  sha256: '3b9c358f36f0a31b6ad3e14f309c7cf198ac9246e8316f9ce543d5b19ac02b80',
}

/** One that can be downloaded, unless told otherwise. */
export function buildCompleteImage(overrides: Partial<MachineImage> = {}): MachineImage {
  return buildMachineImage({
    status: 'complete',
    percentage: 100,
    imageId: '9d1f1f3e-5f39-4f4e-9a52-7a0f4c1f7a10',
    file: FILE,
    updatedAt: UPDATED,
    ...overrides,
  })
}
