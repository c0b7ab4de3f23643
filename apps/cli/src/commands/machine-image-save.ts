import type { Command } from 'commander'
import { findMachineImage } from '../find-machine-image.ts'
import {
  addResumeOption,
  addSaveOption,
  isPipe,
  reportSaved,
  type SaveOptions,
  saveToFile,
  saveToPipe,
} from '../save-image.ts'
import type { Terminal } from '../terminal.ts'
import { addUForgeOptions, connectUForge, type UForgeOptions } from '../uforge-connection.ts'
import { applianceIdOf } from '../uforge-records.ts'

export function addMachineImageSave(machineImage: Command, terminal: Terminal): void {
  const command = addResumeOption(addSaveOption(machineImage.command('save')))
    .summary('download a machine image')
    .description(
      'Downloads the archive of a machine image, a .tar.gz with the disk in it, and holds it against its SHA-256. A file ' +
        'appears under its name when it is complete and verified; until then it is FILE.part, and --resume goes on with that.',
    )
    .argument('<id>', 'id')
  addUForgeOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  vitrine machine-image save 47 --file web.tar.gz
  vitrine machine-image save 47 | tar -xzf -`,
    )
    .action(async (id: string, options: UForgeOptions & SaveOptions) => {
      const toPipe = isPipe(command, options, terminal)
      const { uforge } = await connectUForge(command, options, terminal)
      const { machineImages } = uforge
      const found = await findMachineImage(uforge, id, terminal.signal)
      const path = [applianceIdOf(found), found.dbId] as const
      const saved = toPipe
        ? await saveToPipe(terminal, (transfer) => machineImages.download(...path, transfer))
        : await saveToFile(terminal, options, (transfer) =>
            machineImages.downloadToFile(...path, options.file, transfer),
          )
      reportSaved(saved, terminal)
    })
}
