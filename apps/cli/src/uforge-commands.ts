import type { Command } from 'commander'
import { addApiKeyCommands } from './commands/api-key.ts'
import { addApplianceCommands } from './commands/appliance.ts'
import { addApplianceCreate } from './commands/appliance-create.ts'
import { addMachineImageCommands } from './commands/machine-image.ts'
import { addMachineImageEndCommands } from './commands/machine-image-end.ts'
import { addMachineImageGenerate, addMachineImageRegenerate } from './commands/machine-image-generate.ts'
import { addMachineImageSave } from './commands/machine-image-save.ts'
import { addMachineImageStatus } from './commands/machine-image-status.ts'
import { addTargetFormatList } from './commands/target-format-list.ts'
import type { Terminal } from './terminal.ts'

/** What the UForge API has beside images. */
export function addUForgeCommands(program: Command, terminal: Terminal): void {
  const appliance = program
    .command('appliance')
    .description('work with what machine images are generated from (UForge)')
  for (const add of [addApplianceCreate, addApplianceCommands]) add(appliance, terminal)
  const machineImage = program
    .command('machine-image')
    .description('generate images in other formats, and download them (UForge)')
  for (const add of [
    addMachineImageGenerate,
    addMachineImageRegenerate,
    addMachineImageCommands,
    addMachineImageStatus,
    addMachineImageSave,
    addMachineImageEndCommands,
  ]) {
    add(machineImage, terminal)
  }
  addTargetFormatList(
    program.command('target-format').description('see what machine images can be generated in (UForge)'),
    terminal,
  )
  addApiKeyCommands(program.command('api-key').description('work with keys in place of a password (UForge)'), terminal)
}
