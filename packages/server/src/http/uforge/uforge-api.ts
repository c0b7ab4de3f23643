import type { Accounts, ApiKeyService, ApplianceService, MachineImageService } from '@vitrine/core'
import type { RequestHandler } from 'express'

/** What the UForge API needs besides what the others do. */
export interface UForgeApi {
  /** Of the platform that clients take this for: some work with their own version alone. */
  readonly version: string
  readonly accounts: Accounts
  readonly apiKeys: ApiKeyService
  readonly appliances: ApplianceService
  readonly machineImages: MachineImageService
  /** Whether names and passwords may come without the base64 that HTTP Basic has. */
  readonly unencodedBasic: boolean
}

export const tellVersion =
  ({ version }: Pick<UForgeApi, 'version'>): RequestHandler =>
  (_request, response, next) => {
    response.setHeader('version', version)
    next()
  }
