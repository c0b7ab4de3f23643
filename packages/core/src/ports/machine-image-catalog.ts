import type { Appliance, NewAppliance } from '../machine-images/appliance.ts'
import type {
  GenerationStatus,
  MachineImage,
  MachineImageFile,
  NewMachineImage,
} from '../machine-images/machine-image.ts'

/**
 * Where appliances and the records of what was generated of them live. Ids count up, of each kind on its own, and are
 * never used again. Users are found by name, as paths have it: what somebody left who had the name before is found too,
 * and says by the id in `user` whose it is.
 */
export interface MachineImageCatalog {
  insertAppliance(appliance: NewAppliance): Promise<Appliance>
  /** Of the user; undefined also for somebody else's. */
  findAppliance(userName: string, id: number): Promise<Appliance | undefined>
  /** In the order of their ids. */
  listAppliances(userName: string): Promise<Appliance[]>
  /** Undefined when the user has no such appliance. */
  setOsProfile(userName: string, id: number, osProfile: string, at: Date): Promise<Appliance | undefined>
  /** With all of its machine images. False when the user has no such appliance, or while one waits or is generated. */
  deleteAppliance(userName: string, id: number): Promise<boolean>

  /**
   * `waiting`. Its `revision` is the next of the appliance, also after the one before was deleted. Undefined when the
   * appliance is gone.
   */
  insertMachineImage(image: NewMachineImage): Promise<MachineImage | undefined>
  /** Of the user; undefined also for somebody else's. */
  findMachineImage(userName: string, id: number): Promise<MachineImage | undefined>
  /** Of one appliance, or of all, in the order of their ids. */
  listMachineImages(userName: string, applianceId?: number): Promise<MachineImage[]>
  /** Those that wait or are generated, of all users, in the order of their ids. */
  listGenerating(): Promise<MachineImage[]>
  /** Whatever its status is: a running generation finds that it is gone. */
  deleteMachineImage(id: number): Promise<boolean>

  /** `waiting → running`, also for a generation that an earlier process left `running`. False when it is over, or gone. */
  beginGeneration(id: number, at: Date): Promise<boolean>
  /** What is to be read of a running generation. False when it is not running any more: it was cancelled, or is gone. */
  reportProgress(id: number, percentage: number, message: string, at: Date): Promise<boolean>
  /**
   * Records the image that is to have the file, so that what an interrupted generation made can be found. False, and
   * changes nothing, when it is not running any more.
   */
  setImage(id: number, imageId: string, at: Date): Promise<boolean>
  /**
   * `running → complete`, at 100 percent. False, and changes nothing, when it is not running any more, or when another
   * image is to have the file: it was taken over.
   */
  completeGeneration(id: number, imageId: string, file: MachineImageFile, at: Date): Promise<boolean>
  /** To `failed` or `cancelled` from `waiting` or `running`; false when it was over already. */
  endGeneration(
    id: number,
    status: Extract<GenerationStatus, 'failed' | 'cancelled'>,
    message: string,
    at: Date,
  ): Promise<boolean>
}
