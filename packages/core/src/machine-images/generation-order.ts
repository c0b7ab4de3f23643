import type { NewTask, Task } from '../tasks/task.ts'
import type { MachineImage } from './machine-image.ts'

/** Which machine image is to be generated. */
export interface GenerationOrder {
  readonly userName: string
  readonly machineImageId: number
}

/** As the input of the task has it. */
interface OrderInput {
  readonly user: string
  readonly appliance: number
  readonly machine_image: number
}

/** What the task is started with. */
export function writeGenerationOrder({
  id,
  applianceId,
  user,
}: MachineImage): Pick<NewTask, 'type' | 'imageId' | 'input'> {
  const input: OrderInput = { user: user.name, appliance: applianceId, machine_image: id }
  return { type: 'machine_image_generation', imageId: null, input: { ...input } }
}

export function readGenerationOrder({ input }: Pick<Task, 'input'>): GenerationOrder {
  // Nobody else makes such tasks.
  const { user: userName, machine_image: machineImageId } = input as unknown as OrderInput
  return { userName, machineImageId }
}
