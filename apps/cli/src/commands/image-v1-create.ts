import { randomUUID } from 'node:crypto'
import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connectWithLogin } from '../connection.ts'
import { withOwnerId } from '../find-project.ts'
import { addOriginOptions, type OriginOptions, openOrigin, sendImage } from '../image-origin-v1.ts'
import { addCommonOptions, addFormatOption, attributesOfV1, type CommonOptions } from '../options.ts'
import { type Format, printDetails } from '../output.ts'
import { removeAgain } from '../remove-again.ts'
import type { Terminal } from '../terminal.ts'

interface CreateOptions extends ConnectionOptions, CommonOptions, OriginOptions {
  format: Format
  id?: string
  public?: true
}

export function addImageV1Create(image: Command, terminal: Terminal): void {
  const command = image
    .command('create')
    .summary('create an image, and upload its data')
    .description(
      'Creates an image by version 1 of the API, with data if it is said where from. If an upload fails, the image is ' +
        'removed again; without data it waits for that (vitrine image v1 set --file).',
    )
    .argument('<name>', 'name for people; several images may have the same')
    .option('--id <uuid>', 'id instead of one that is made up; then a failed upload leaves the image, killed')
    .option('--public', 'for everybody')
    .option('--protected', 'safe from deletion')
  addConnectionOptions(addFormatOption(addCommonOptions(addOriginOptions(command, 'data to upload'))))
    .addHelpText(
      'after',
      `
The disk format is raw and the container format bare unless they are given; of ami, aki and ari one means both.
'--size 0' without data makes an empty image.

Examples:
  vitrine image v1 create debian-13 --file debian-13.qcow2 --disk-format qcow2 --property os_distro=debian
  xz -dc disk.raw.xz | vitrine image v1 create disk --file - --public
  vitrine image v1 create mirror --copy-from https://images.example/debian-13.qcow2 --disk-format qcow2`,
    )
    .action(async (name: string, options: CreateOptions) => {
      const origin = await openOrigin(command, options, terminal)
      const { client, login } = await connectWithLogin(command, options, terminal)
      const { images } = client.v1
      const isOurs = options.id === undefined && origin.source !== undefined
      // Known beforehand, because the answer of an upload that fails does not say which image is left.
      const id = isOurs ? randomUUID() : options.id
      const image = {
        ...(id !== undefined && { id }),
        name,
        ...formatsOf(options),
        is_public: options.public ?? false,
        ...attributesOfV1(await withOwnerId(options, login)),
      }
      try {
        const created = await sendImage(origin, terminal, (sending) => images.create(image, sending))
        printDetails(terminal.stdout, created, options.format)
      } catch (error) {
        // An image of an id that somebody else chose may have been there before.
        if (isOurs && id !== undefined) {
          await removeAgain(id, terminal, async (signal) => {
            if (options.protected) await images.update(id, { protected: false }, { signal })
            await images.delete(id, { signal })
          })
        }
        throw error
      }
    })
}

/** Disk formats that are container formats, too. */
const AMAZON = ['ami', 'aki', 'ari']

function formatsOf({ diskFormat, containerFormat }: CommonOptions) {
  const both = [diskFormat, containerFormat].find((format) => format && AMAZON.includes(format))
  return { disk_format: both ?? 'raw', container_format: both ?? 'bare' }
}
