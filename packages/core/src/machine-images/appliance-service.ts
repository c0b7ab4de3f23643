import { randomUUID } from 'node:crypto'
import type { ImageDataService } from '../images/image-data-service.ts'
import type { ImageService } from '../images/image-service.ts'
import type { Policy } from '../policy/policy.ts'
import type { MachineImageCatalog } from '../ports/machine-image-catalog.ts'
import { Problem } from '../problem.ts'
import type { Appliance } from './appliance.ts'
import type { GenerationTask } from './generation-task.ts'
import { createMachineImageRemoval, isUnfinished } from './machine-image-removal.ts'
import { createSourceImages } from './source-image.ts'
import { assertOneself, createUserAccess, type LoggedIn } from './user-access.ts'

export type ApplianceService = ReturnType<typeof createApplianceService>

/** What somebody says of a new appliance. */
export type ApplianceDescription = Pick<Appliance, 'name' | 'version' | 'description' | 'sourceImageId' | 'archName'>

/** Appliances of users: what machine images are generated of. */
export function createApplianceService(deps: {
  readonly catalog: MachineImageCatalog
  readonly images: Pick<ImageService, 'readable' | 'delete'>
  readonly imageData: ImageDataService
  readonly policy: Policy
  readonly generations: Pick<GenerationTask, 'stop'>
  readonly now: () => Date
}) {
  const { catalog, images, policy, now } = deps
  const users = createUserAccess(policy)
  const sources = createSourceImages(deps)
  const removal = createMachineImageRemoval(deps)

  async function show(userName: string, id: number, who: LoggedIn): Promise<Appliance> {
    users.assertMayAct(userName, who)
    const appliance = await catalog.findAppliance(userName, id)
    if (appliance && users.isTheirs(appliance, who)) return appliance
    throw applianceNotFound(id)
  }

  return {
    show,

    async list(userName: string, who: LoggedIn): Promise<Appliance[]> {
      users.assertMayAct(userName, who)
      return (await catalog.listAppliances(userName)).filter((appliance) => users.isTheirs(appliance, who))
    },

    /** For oneself, in the project that one works for: whoever may not make images there need no appliance. */
    async create(userName: string, wanted: ApplianceDescription, who: LoggedIn): Promise<Appliance> {
      assertOneself(userName, who)
      const { login: user, caller } = who
      const { projectId } = caller
      policy.assertAllows('add_image', caller, { owner: projectId, project_id: projectId }, 'A new appliance')
      const { download } = await sources.find(wanted.sourceImageId, caller)
      const { name: distributionName, properties } = images.readable(download.image, caller)
      return catalog.insertAppliance({
        ...wanted,
        uuid: randomUUID(),
        user,
        projectId,
        distributionName,
        archName: wanted.archName ?? properties.architecture ?? null,
        osProfile: null,
        createdAt: now(),
      })
    },

    async setOsProfile(userName: string, id: number, osProfile: string, who: LoggedIn): Promise<Appliance> {
      await show(userName, id, who)
      const changed = await catalog.setOsProfile(userName, id, osProfile, now())
      if (changed) return changed
      throw applianceNotFound(id)
    },

    /** With what was generated of it. Only by force while something is being generated. */
    async delete(userName: string, id: number, { force }: { readonly force: boolean }, who: LoggedIn): Promise<void> {
      await show(userName, id, who)
      const machineImages = await catalog.listMachineImages(userName, id)
      if (!force && machineImages.some(isUnfinished)) throw inUse(id)
      await removal.removeAll(machineImages, who.caller)
      // Somebody may have begun another one meanwhile, or deleted it too.
      if (!(await catalog.deleteAppliance(userName, id)) && (await catalog.findAppliance(userName, id))) throw inUse(id)
    },
  }
}

export function applianceNotFound(id: number): Problem {
  return new Problem('applianceNotFound', `No appliance ${id}`)
}

function inUse(id: number): Problem {
  return new Problem('statusConflict', `Of appliance ${id} something is being generated: cancel that, or use force`)
}
