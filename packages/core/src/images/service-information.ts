import type { Policy } from '../policy/policy.ts'
import type { Caller } from '../ports/identity.ts'
import type { ImageCatalog, ProjectLimits, ProjectUsage } from '../ports/image-catalog.ts'
import { Problem } from '../problem.ts'
import type { ConfiguredStore, Stores } from './stores.ts'

export type ServiceInformation = ReturnType<typeof createServiceInformation>

/** What the service offers, and how much of it a project uses. */
export function createServiceInformation(deps: {
  readonly stores: Stores
  readonly policy: Policy
  readonly catalog: ImageCatalog
  readonly limits: ProjectLimits
  /** Names of the methods by which images can be imported. */
  readonly importMethods: readonly string[]
}) {
  const { stores, policy, catalog, limits, importMethods } = deps

  function assertSeveral(): void {
    if (!stores.several) throw new Problem('singleStore', 'This server has one store: there is no choice to list')
  }

  return {
    importMethods,

    /** Rejects with `singleStore` where there is no choice: clients take that for an answer. */
    listStores(): readonly ConfiguredStore[] {
      assertSeveral()
      return stores.all
    },

    /** As `listStores`, for who may see settings of the stores. */
    listStoresDetail(caller: Caller): readonly ConfiguredStore[] {
      assertSeveral()
      policy.assertAllows('stores_info_detail', caller, {}, 'The details of the stores')
      return stores.all
    },

    /** Of the caller's project. What belongs to none is for administrators without one. */
    async usage(caller: Caller): Promise<{ usage: ProjectUsage; limits: ProjectLimits }> {
      const isKnown = caller.projectId !== null || policy.isAdmin(caller)
      return { usage: isKnown ? await catalog.usageOf(caller.projectId) : NOTHING, limits }
    },
  }
}

const NOTHING: ProjectUsage = { images: 0, bytes: 0, reserved: 0, uploads: 0 }
