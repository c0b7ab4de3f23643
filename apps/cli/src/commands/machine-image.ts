import type { Command } from 'commander'
import { findAppliance } from '../find-appliance.ts'
import { findMachineImage } from '../find-machine-image.ts'
import { addRecordOptions, printRecord, printRecords, type RecordOptions } from '../record-output.ts'
import type { Terminal } from '../terminal.ts'
import { addUForgeOptions, connectUForge, type UForgeOptions } from '../uforge-connection.ts'
import { MACHINE_IMAGE_COLUMNS, MACHINE_IMAGE_FIELDS, toMachineImage } from '../uforge-records.ts'

export function addMachineImageCommands(machineImage: Command, terminal: Terminal): void {
  addMachineImageList(machineImage, terminal)
  addMachineImageShow(machineImage, terminal)
}

function addMachineImageList(machineImage: Command, terminal: Terminal): void {
  const command = machineImage
    .command('list')
    .summary('list machine images')
    .description('Lists machine images, those of all appliances unless one is named, and how far they are.')
    .argument('[appliance]', 'id, or a name that only one appliance has')
  addUForgeOptions(addRecordOptions(command, MACHINE_IMAGE_FIELDS))
    .addHelpText(
      'after',
      `
Examples:
  vitrine machine-image list
  vitrine machine-image list web -f json | jq '.[] | select(.status == "complete") | .id'`,
    )
    .action(async (idOrName: string | undefined, options: UForgeOptions & RecordOptions) => {
      const { uforge } = await connectUForge(command, options, terminal)
      const { machineImages } = uforge
      const { signal } = terminal
      const found =
        idOrName === undefined
          ? await machineImages.listAll({ signal })
          : await machineImages.list((await findAppliance(uforge, idOrName, signal)).dbId, {}, { signal })
      const records = found.map((image) => toMachineImage(image, machineImages.linkTo(image)))
      printRecords(terminal, records, options, MACHINE_IMAGE_COLUMNS)
    })
}

function addMachineImageShow(machineImage: Command, terminal: Terminal): void {
  const command = machineImage
    .command('show')
    .summary('show one machine image')
    .description(
      'Shows everything about a machine image. By the download_url anybody downloads it once, without a login; when it ' +
        'was used, there is another.',
    )
    .argument('<id>', 'id')
  addUForgeOptions(addRecordOptions(command, MACHINE_IMAGE_FIELDS))
    .addHelpText(
      'after',
      `
Examples:
  vitrine machine-image show 47
  vitrine machine-image show 47 -f value -c download_url`,
    )
    .action(async (id: string, options: UForgeOptions & RecordOptions) => {
      const { uforge } = await connectUForge(command, options, terminal)
      const image = await findMachineImage(uforge, id, terminal.signal)
      printRecord(terminal, toMachineImage(image, uforge.machineImages.linkTo(image)), options)
    })
}
