import type { UForgeClient, UForgeImage } from '@vitrine/client'
import type { Command } from 'commander'
import { findAppliance } from '../find-appliance.ts'
import { findMachineImage } from '../find-machine-image.ts'
import { addRecordOptions, printRecord, type RecordOptions } from '../record-output.ts'
import type { Terminal } from '../terminal.ts'
import { addUForgeOptions, connectUForge, type UForgeOptions } from '../uforge-connection.ts'
import { applianceIdOf, MACHINE_IMAGE_FIELDS, toMachineImage } from '../uforge-records.ts'
import { waitForGeneration } from '../wait-for-generation.ts'

interface WaitOptions extends UForgeOptions, RecordOptions {
  wait?: true
}

interface GenerateOptions extends WaitOptions {
  targetFormat: string
  compress: boolean
}

export function addMachineImageGenerate(machineImage: Command, terminal: Terminal): void {
  const command = machineImage
    .command('generate')
    .summary('generate a machine image')
    .description(
      'Begins to generate a machine image from an appliance. It becomes an image of the project too, with properties that ' +
        'say where it came from.',
    )
    .argument('<appliance>', 'id, or a name that only one appliance has')
    .requiredOption('--target-format <name>', 'what to make (vitrine target-format list)')
    .option('--no-compress', 'make no archive: then it is there as an image, and for no other download')
  addOutcomeOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  vitrine machine-image generate web --target-format QCOW2 --wait
  vitrine machine-image generate web --target-format 'VMware Server' -f value -c id
  vitrine machine-image generate web --target-format QCOW2 --no-compress --wait -f value -c id
  vitrine image list --property uforge_machine_image=48    # what has become of that, if it is 48`,
    )
    .action(async (idOrName: string, options: GenerateOptions) => {
      const { uforge } = await connectUForge(command, options, terminal)
      const { signal } = terminal
      const { targetFormat, compress } = options
      const { dbId } = await findAppliance(uforge, idOrName, signal)
      const image = await uforge.machineImages.generate(dbId, { targetFormat, compress }, { signal })
      await printOutcome(uforge, image, options, terminal)
    })
}

export function addMachineImageRegenerate(machineImage: Command, terminal: Terminal): void {
  const command = machineImage
    .command('regenerate')
    .summary('generate another machine image like one')
    .description('Begins to generate another machine image with the settings of one that there is, which stays.')
    .argument('<id>', 'id')
    .option('--force', 'cancel it first if it is being generated')
  addOutcomeOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  vitrine machine-image regenerate 47 --wait`,
    )
    .action(async (id: string, options: WaitOptions & { force?: true }) => {
      const { uforge } = await connectUForge(command, options, terminal)
      const { force } = options
      const { signal } = terminal
      const old = await findMachineImage(uforge, id, signal)
      const image = await uforge.machineImages.regenerate(applianceIdOf(old), old.dbId, { force, signal })
      await printOutcome(uforge, image, options, terminal)
    })
}

function addOutcomeOptions(command: Command): Command {
  command.option('--wait', 'wait until it is generated, and show how far it is')
  return addUForgeOptions(addRecordOptions(command, MACHINE_IMAGE_FIELDS))
}

async function printOutcome(
  uforge: UForgeClient,
  begun: UForgeImage,
  { wait, ...options }: WaitOptions,
  terminal: Terminal,
): Promise<void> {
  const image = wait ? await waitForGeneration(uforge, begun, terminal) : begun
  printRecord(terminal, toMachineImage(image, uforge.machineImages.linkTo(image)), options)
}
