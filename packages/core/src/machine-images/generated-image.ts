import type { ImageService } from '../images/image-service.ts'
import type { Appliance } from './appliance.ts'
import { fileNames } from './file-names.ts'
import type { MachineImage } from './machine-image.ts'
import type { SourceDisk } from './source-image.ts'
import type { TargetFormat } from './target-format.ts'

/** The image of the catalogue that gets the file: it says where that came from, and is otherwise like any other. */
export function generatedImage(
  machineImage: MachineImage,
  { id, projectId, sourceImageId }: Appliance,
  format: TargetFormat,
  { needs }: SourceDisk,
): Parameters<ImageService['create']>[0] {
  return {
    name: fileNames(machineImage, format).file,
    owner: projectId,
    diskFormat: format.diskFormat,
    containerFormat: machineImage.compress ? 'compressed' : 'bare',
    ...needs,
    tags: [],
    properties: {
      uforge_appliance: String(id),
      uforge_machine_image: String(machineImage.id),
      uforge_source_image: sourceImageId,
      uforge_target_format: format.name,
    },
  }
}
