import type { ImageChanges, ImageRecord } from '@vitrine/client'
import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connectWithLogin } from '../connection.ts'
import { findImage } from '../find-image.ts'
import { withOwnerId } from '../find-project.ts'
import { addFileOptions, type FileOptions, openSource, uploadImage } from '../image-file.ts'
import {
  type AttributeOptions,
  addAttributeOptions,
  addFormatOption,
  attributesOf,
  collect,
  usageError,
} from '../options.ts'
import { type Format, printDetails } from '../output.ts'
import type { Terminal } from '../terminal.ts'

interface SetOptions extends ConnectionOptions, AttributeOptions, FileOptions {
  format: Format
  name?: string
  removeProperty?: string[]
  removeTag?: string[]
  unprotected?: true
  unhidden?: true
}

export function addImageSet(image: Command, terminal: Terminal): void {
  const command = image
    .command('set')
    .summary('change an image, or upload its data')
    .description('Changes an image, all at once or not at all, and then uploads its data if there is a --file.')
    .argument('<image>', 'id, or a name that only one image has')
    .option('--name <name>', 'new name')
    .option('--remove-property <key>', 'custom property to remove; repeat it for more', collect)
    .option('--remove-tag <tag>', 'tag to remove; repeat it for more', collect)
    .option('--protected', 'make it safe from deletion')
    .option('--unprotected', 'allow to delete it')
    .option('--hidden', 'leave it out of lists that do not ask for hidden ones')
    .option('--unhidden', 'show it in lists')
  addConnectionOptions(
    addFormatOption(addAttributeOptions(addFileOptions(command, 'data for an image that has none yet'))),
  )
    .addHelpText(
      'after',
      `
Examples:
  vitrine image set debian-13 --name debian-13.1 --property os_version=13.1 --remove-property beta
  vitrine image set later --file disk.iso
  vitrine image set debian-12 --unprotected --tag obsolete --remove-tag lts`,
    )
    .action(async (idOrName: string, options: SetOptions) => {
      if (options.protected && options.unprotected)
        usageError(command, '--protected and --unprotected exclude each other')
      if (options.hidden && options.unhidden) usageError(command, '--hidden and --unhidden exclude each other')
      const source = await openSource(command, options, terminal)
      const { client, login } = await connectWithLogin(command, options, terminal)
      const { signal } = terminal
      let image = await findImage(client, idOrName, signal)
      const changes = changesOf(await withOwnerId(options, login), image)
      if (changes === undefined && source === undefined) usageError(command, 'there is nothing to set')
      if (changes) image = await client.images.update(image.id, changes, { signal })
      if (source !== undefined) {
        await uploadImage(client, image.id, source, options, terminal)
        image = await client.images.show(image.id, { signal })
      }
      printDetails(terminal.stdout, image, options.format)
    })
}

function changesOf(options: SetOptions, image: ImageRecord): ImageChanges | undefined {
  const { name, tag = [], removeTag = [], removeProperty = [], unprotected, unhidden } = options
  const set = {
    ...(name !== undefined && { name }),
    ...attributesOf(options),
    ...(unprotected && { protected: false }),
    ...(unhidden && { os_hidden: false }),
    ...(tag.length + removeTag.length > 0 && {
      tags: [...new Set([...image.tags, ...tag])].filter((one) => !removeTag.includes(one)),
    }),
  }
  if (Object.keys(set).length + removeProperty.length === 0) return undefined
  return { set, remove: removeProperty }
}
