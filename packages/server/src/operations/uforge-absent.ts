import type { OperationId, operations } from '@vitrine/api-types'
import { HttpError } from '../http/http-error.ts'

export type UForgeOperationId = {
  [Id in OperationId]: (typeof operations)[Id]['tag'] extends `UForge ${string}` ? Id : never
}[OperationId]

/** The UForge API where it is switched off: paths that say so. */
export const absentUForgeOperations = {
  showServiceStatus: refuse,
  showUForgeUser: refuse,
  listUserMachineImages: refuse,
  listUserMachineImageStatuses: refuse,
  listUserPublishedImages: refuse,
  listUserTargetFormats: refuse,
  listUserFormats: refuse,
  listApiKeyPairs: refuse,
  createApiKeyPair: refuse,
  updateApiKeyPair: refuse,
  deleteApiKeyPair: refuse,
  listAppliances: refuse,
  createAppliance: refuse,
  showAppliance: refuse,
  deleteAppliance: refuse,
  createOsProfile: refuse,
  showInstallProfile: refuse,
  listMachineImages: refuse,
  generateMachineImage: refuse,
  deleteAllMachineImages: refuse,
  listMachineImageStatuses: refuse,
  showMachineImage: refuse,
  regenerateMachineImage: refuse,
  deleteMachineImage: refuse,
  showMachineImageStatus: refuse,
  cancelMachineImageGeneration: refuse,
  listMachineImagePackages: refuse,
  downloadMachineImage: refuse,
  downloadMachineImageFile: refuse,
} satisfies Record<UForgeOperationId, () => Promise<never>>

async function refuse(): Promise<never> {
  throw new HttpError(404, 'This server does not serve UForge: ask its operator to switch it on')
}
