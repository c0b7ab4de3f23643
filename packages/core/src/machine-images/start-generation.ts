import type { ImageDataService } from '../images/image-data-service.ts'
import type { Policy } from '../policy/policy.ts'
import type { DiskConverter } from '../ports/disk-converter.ts'
import type { MachineImageCatalog } from '../ports/machine-image-catalog.ts'
import { Problem } from '../problem.ts'
import type { TaskRunner } from '../tasks/task-runner.ts'
import type { Appliance } from './appliance.ts'
import { applianceNotFound } from './appliance-service.ts'
import { writeGenerationOrder } from './generation-order.ts'
import type { MachineImage } from './machine-image.ts'
import { createSourceImages } from './source-image.ts'
import { TARGET_FORMATS, targetFormat } from './target-format.ts'
import type { LoggedIn } from './user-access.ts'

/** What somebody wants to have generated. */
export type GenerationSettings = Pick<MachineImage, 'compress' | 'memorySize' | 'diskSize'> & {
  readonly targetFormat: string | undefined
}

export interface GenerationRequest extends LoggedIn {
  readonly requestId: string
}

export interface GenerationStart {
  /** Refuses what could only fail later. Answers how to begin, which is not refused any more. */
  admit(
    appliance: Appliance,
    wanted: GenerationSettings,
    request: GenerationRequest,
  ): Promise<() => Promise<MachineImage>>
}

export function createGenerationStart(deps: {
  readonly catalog: Pick<MachineImageCatalog, 'insertMachineImage' | 'endGeneration'>
  readonly imageData: ImageDataService
  readonly policy: Pick<Policy, 'assertAllows'>
  readonly converter: Pick<DiskConverter, 'available'>
  readonly runner: Pick<TaskRunner, 'start'>
  readonly now: () => Date
}): GenerationStart {
  const { catalog, policy, converter, runner, now } = deps
  const sources = createSourceImages(deps)

  async function begin(
    { id: applianceId, user, name, version }: Appliance,
    settings: GenerationSettings & { readonly targetFormat: string },
    { caller, requestId }: GenerationRequest,
  ): Promise<MachineImage> {
    const wanted = { applianceId, user, name, version, ...settings, createdAt: now() }
    const machineImage = await catalog.insertMachineImage(wanted)
    if (machineImage === undefined) throw applianceNotFound(applianceId)
    try {
      await runner.start({ ...writeGenerationOrder(machineImage), caller, requestId })
    } catch (error) {
      await catalog.endGeneration(machineImage.id, 'failed', 'It could not be queued: generate it again', now())
      throw error
    }
    return machineImage
  }

  return {
    async admit(appliance, wanted, request) {
      const { caller } = request
      const format = targetFormat(wanted.targetFormat)
      if (appliance.osProfile === null) throw withoutProfile(appliance)
      const { projectId } = appliance
      policy.assertAllows('add_image', caller, { owner: projectId, project_id: projectId }, 'A new machine image')
      const source = await sources.find(appliance.sourceImageId, caller)
      if (source.format !== format.diskFormat && !converter.available) throw unconverted(source.format)
      return () => begin(appliance, { ...wanted, targetFormat: format.name }, request)
    },
  }
}

function withoutProfile({ id }: Appliance): Problem {
  return new Problem(
    'osProfileMissing',
    `Appliance ${id} has no OS profile: create one before you generate images of it`,
  )
}

function unconverted(format: string): Problem {
  const names = TARGET_FORMATS.filter(({ diskFormat }) => diskFormat === format).map(({ name }) => name)
  return new Problem(
    'converterMissing',
    `This server has no qemu-img to convert the source with: without it there is ${names.join(' and ')} only`,
  )
}
