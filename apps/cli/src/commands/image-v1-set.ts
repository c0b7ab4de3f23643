import type { ImageChangesV1 } from '@vitrine/client'
import { type Command, Option } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connectWithLogin } from '../connection.ts'
import { findImageV1 } from '../find-image.ts'
import { withOwnerId } from '../find-project.ts'
import { addOriginOptions, type OriginOptions, openOrigin, sendImage } from '../image-origin-v1.ts'
import { addCommonOptions, addFormatOption, attributesOfV1, type CommonOptions, usageError } from '../options.ts'
import { type Format, printDetails } from '../output.ts'
import type { Terminal } from '../terminal.ts'

interface SetOptions extends ConnectionOptions, CommonOptions, OriginOptions {
  format: Format
  name?: string
  public?: true
  private?: true
  unprotected?: true
  purgeProperties?: true
}

export function addImageV1Set(image: Command, terminal: Terminal): void {
  const command = image
    .command('set')
    .summary('change an image, or upload its data')
    .description(
      'Changes an image by version 1 of the API, and gives it data if it is said where from. If an upload fails, the ' +
        'image is killed: create another.',
    )
    .argument('<image>', 'id, or a name that only one image has')
    .option('--name <name>', 'new name')
    .addOption(new Option('--public', 'for everybody').conflicts('private'))
    .addOption(new Option('--private', 'not for everybody').conflicts('public'))
    .addOption(new Option('--protected', 'make it safe from deletion').conflicts('unprotected'))
    .addOption(new Option('--unprotected', 'allow to delete it').conflicts('protected'))
    .addOption(
      new Option('--purge-properties', 'remove the custom properties that are not given here').conflicts('file'),
    )
  addConnectionOptions(
    addFormatOption(addCommonOptions(addOriginOptions(command, 'data for an image that has none yet'))),
  )
    .addHelpText(
      'after',
      `
A --property without a value is null.

Examples:
  vitrine image v1 set debian-13 --name debian-13.1 --property os_version=13.1
  vitrine image v1 set debian-13 --purge-properties
  vitrine image v1 set later --file disk.iso`,
    )
    .action(async (idOrName: string, options: SetOptions) => {
      const origin = await openOrigin(command, options, terminal)
      const { client, login } = await connectWithLogin(command, options, terminal)
      const changes = changesOf(await withOwnerId(options, login))
      const { purgeProperties = false } = options
      if (Object.keys(changes).length === 0 && !purgeProperties && !hasData(origin)) {
        usageError(command, 'there is nothing to set')
      }
      const { id } = await findImageV1(client, idOrName, terminal.signal)
      const image = await sendImage(origin, terminal, (sending) =>
        client.v1.images.update(id, changes, { ...sending, purgeProperties }),
      )
      printDetails(terminal.stdout, image, options.format)
    })
}

function changesOf(options: SetOptions): ImageChangesV1 {
  return {
    ...(options.name !== undefined && { name: options.name }),
    ...((options.public || options.private) && { is_public: options.public ?? false }),
    ...attributesOfV1(options),
    ...(options.unprotected && { protected: false }),
  }
}

const hasData = ({ source, location, copyFrom }: Awaited<ReturnType<typeof openOrigin>>) =>
  [source, location, copyFrom].some((origin) => origin !== undefined)
