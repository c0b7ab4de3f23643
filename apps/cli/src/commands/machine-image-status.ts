import type { Command } from 'commander'
import { findMachineImage } from '../find-machine-image.ts'
import { addRecordOptions, printRecord, type RecordOptions } from '../record-output.ts'
import type { Terminal } from '../terminal.ts'
import { addUForgeOptions, connectUForge, type UForgeOptions } from '../uforge-connection.ts'
import { STATUS_FIELDS, toStatus } from '../uforge-records.ts'
import { waitForGeneration } from '../wait-for-generation.ts'

interface StatusOptions extends UForgeOptions, RecordOptions {
  watch?: true
}

export function addMachineImageStatus(machineImage: Command, terminal: Terminal): void {
  const command = machineImage
    .command('status')
    .summary('show how far a machine image is')
    .description('Shows how far the generation of a machine image is: generating, complete, failed or cancelled.')
    .argument('<id>', 'id')
    .option('--watch', 'until it is generated; fails when the generation does')
  addUForgeOptions(addRecordOptions(command, STATUS_FIELDS))
    .addHelpText(
      'after',
      `
Examples:
  vitrine machine-image status 47 -f value -c status
  vitrine machine-image status 47 --watch && vitrine machine-image save 47 --file web.tar.gz`,
    )
    .action(async (id: string, { watch, ...options }: StatusOptions) => {
      const { uforge } = await connectUForge(command, options, terminal)
      const found = await findMachineImage(uforge, id, terminal.signal)
      const { status } = watch ? await waitForGeneration(uforge, found, terminal) : found
      printRecord(terminal, toStatus(status), options)
    })
}
