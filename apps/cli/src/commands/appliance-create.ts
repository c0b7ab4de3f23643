import type { Command } from 'commander'
import { findImage } from '../find-image.ts'
import { addRecordOptions, printRecord, type RecordOptions } from '../record-output.ts'
import type { Terminal } from '../terminal.ts'
import { addUForgeOptions, connectUForge, type UForgeOptions } from '../uforge-connection.ts'
import { APPLIANCE_FIELDS, toAppliance } from '../uforge-records.ts'

interface CreateOptions extends UForgeOptions, RecordOptions {
  image: string
  version: string
  profile?: string
  description?: string
}

export function addApplianceCreate(appliance: Command, terminal: Terminal): void {
  const command = appliance
    .command('create')
    .summary('create an appliance')
    .description('Creates an appliance of an image; machine images that are generated from it hold the same disk.')
    .argument('<name>', 'name for people; several appliances may have the same')
    .requiredOption(
      '--image <image>',
      'id of the image, or a name that only one image has; with an API key alone its id',
    )
    .option('--version <version>', 'version, which names of files get too', '1.0')
    .option('--profile <name>', 'name of its operating-system profile (default: Minimal)')
    .option('--description <text>', 'what it is for')
  addUForgeOptions(addRecordOptions(command, APPLIANCE_FIELDS))
    .addHelpText(
      'after',
      `
Examples:
  vitrine appliance create web --image debian-13
  vitrine appliance create web --image debian-13 --version 1.1 --description 'Front end'`,
    )
    .action(async (name: string, options: CreateOptions) => {
      const { uforge, images } = await connectUForge(command, options, terminal)
      const { version, profile, description } = options
      const { signal } = terminal
      const sourceImage = UUID.test(options.image) ? options.image : (await findImage(images, options.image, signal)).id
      const created = await uforge.appliances.create(
        { name, version, sourceImage, osProfile: profile, ...(description !== undefined && { description }) },
        { signal },
      )
      printRecord(terminal, toAppliance(created), options)
    })
}

/** Who has an API key alone cannot look images up, and need not. */
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
