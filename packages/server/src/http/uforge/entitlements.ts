import type { OperationId } from '@vitrine/api-types'
import { type Caller, type Policy, Problem } from '@vitrine/core'
import type { RequestHandler } from 'express'
import { contextOf } from '../request-context.ts'

const ENTITLEMENTS = ['api_key_access', 'appliance_create', 'image_generate', 'supervisor_access'] as const
export type Entitlement = (typeof ENTITLEMENTS)[number]

/** What takes more than to see one's own things, which everybody may who logs in. */
const NEEDED = {
  createAppliance: 'appliance_create',
  createOsProfile: 'appliance_create',
  deleteAppliance: 'appliance_create',
  generateMachineImage: 'image_generate',
  regenerateMachineImage: 'image_generate',
  cancelMachineImageGeneration: 'image_generate',
  deleteMachineImage: 'appliance_create',
  deleteAllMachineImages: 'appliance_create',
  listApiKeyPairs: 'api_key_access',
  createApiKeyPair: 'api_key_access',
  updateApiKeyPair: 'api_key_access',
  deleteApiKeyPair: 'api_key_access',
} as const satisfies Partial<Record<OperationId, Entitlement>>

/** Who may make images may generate them; who administers may act for others. */
export function hasEntitlement(policy: Policy, entitlement: Entitlement, caller: Caller): boolean {
  const { projectId } = caller
  if (entitlement === 'supervisor_access') return policy.isAdmin(caller)
  return policy.allows('add_image', caller, { owner: projectId, project_id: projectId })
}

export function entitlementsOf(policy: Policy, caller: Caller): Entitlement[] {
  return ENTITLEMENTS.filter((entitlement) => hasEntitlement(policy, entitlement, caller))
}

export function assertEntitled({ policy }: { readonly policy: Policy }): RequestHandler {
  const needed = new Map<string, Entitlement>(Object.entries(NEEDED))

  return (request, _response, next) => {
    const { operation = '', caller } = contextOf(request)
    const entitlement = needed.get(operation)
    if (entitlement && caller && !hasEntitlement(policy, entitlement, caller)) {
      throw new Problem(
        'forbidden',
        `This takes the entitlement '${entitlement}', which those have who may make images`,
      )
    }
    next()
  }
}
