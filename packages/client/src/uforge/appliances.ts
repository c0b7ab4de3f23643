import type {
  UForgeAppliance,
  UForgeApplianceCreate,
  UForgeDistribProfile,
  UForgeDistribProfileCreate,
} from '@vitrine/api-types'
import type { CallOptions } from '../call.ts'
import type { DbId, UForgeAccess } from './access.ts'
import type { ForceOptions, UForgeQuery } from './list-query.ts'

export interface NewAppliance extends Omit<UForgeApplianceCreate, 'distributionUri'> {
  /** Id of the image in the catalogue whose disk machine images are to have. */
  readonly sourceImage: string
  /** Name of its operating-system profile, `Minimal` when left out: nothing is generated without one. */
  readonly osProfile?: string | undefined
}

/** What machine images are made from: an image of the catalogue, by a name and a version. */
export interface Appliances {
  /** Ready to generate from. Nothing is left of one that gets no profile. */
  create(appliance: NewAppliance, options?: CallOptions): Promise<UForgeAppliance>
  list(query?: UForgeQuery, options?: CallOptions): Promise<UForgeAppliance[]>
  show(id: DbId, options?: CallOptions): Promise<UForgeAppliance>
  /** Deletes its machine images too. Refused while one of them is being generated, unless it is by force. */
  delete(id: DbId, options?: CallOptions & ForceOptions): Promise<void>
  /** In place of the one that it has. */
  setProfile(id: DbId, profile: UForgeDistribProfileCreate, options?: CallOptions): Promise<UForgeDistribProfile>
}

const APPLIANCES = '/api/users/{uid}/appliances'
const APPLIANCE = '/api/users/{uid}/appliances/{aid}'
const PROFILE = '/api/users/{uid}/appliances/{aid}/osprofile'

export function createAppliances({ api, call, ask, uid }: UForgeAccess): Appliances {
  const at = (id: DbId) => ({ path: { uid, aid: String(id) } })

  const appliances: Appliances = {
    async create({ sourceImage, osProfile = 'Minimal', ...given }, options = {}) {
      const appliance = { ...given, distributionUri: `distributions/${sourceImage}` }
      const { dbId } = await ask('createAppliance', 'appliance', options, (init) =>
        api.POST(APPLIANCES, { params: { path: { uid } }, body: { appliance }, ...init }),
      )
      try {
        await appliances.setProfile(dbId, { name: osProfile }, options)
        return await appliances.show(dbId, options)
      } catch (error) {
        await appliances.delete(dbId).catch(() => undefined)
        throw error
      }
    },

    async list(query = {}, options = {}) {
      const { appliances } = await ask('listAppliances', 'appliances', options, (init) =>
        api.GET(APPLIANCES, { params: { path: { uid }, query: query as never }, ...init }),
      )
      return appliances.appliance
    },

    show: (id, options = {}) =>
      ask('showAppliance', 'appliance', options, (init) => api.GET(APPLIANCE, { params: at(id), ...init })),

    delete: (id, { force = false, ...options } = {}) =>
      call<void>('deleteAppliance', options, (init) =>
        api.DELETE(APPLIANCE, { params: { ...at(id), query: { force: String(force) } }, ...init }),
      ),

    setProfile: (id, distribProfile, options = {}) =>
      ask('createOsProfile', 'distribProfile', options, (init) =>
        api.POST(PROFILE, { params: at(id), body: { distribProfile }, ...init }),
      ),
  }
  return appliances
}
