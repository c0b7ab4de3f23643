import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connectWithLogin } from '../connection.ts'
import { withOwnerId } from '../find-project.ts'
import { addFileOptions, type FileOptions, openSource, uploadImage } from '../image-file.ts'
import { type AttributeOptions, addAttributeOptions, addFormatOption, attributesOf } from '../options.ts'
import { type Format, printDetails } from '../output.ts'
import { removeAgain } from '../remove-again.ts'
import type { Terminal } from '../terminal.ts'

interface CreateOptions extends ConnectionOptions, AttributeOptions, FileOptions {
  format: Format
  id?: string
}

export function addImageCreate(image: Command, terminal: Terminal): void {
  const command = image
    .command('create')
    .summary('create an image, and upload its data')
    .description(
      'Creates an image, with data if there is a --file. If the upload fails, the image is removed again; without a file ' +
        'it waits for its data (vitrine image set --file).',
    )
    .argument('<name>', 'name for people; several images may have the same')
    .option('--id <uuid>', 'id instead of one that the server chooses')
    .option('--protected', 'safe from deletion')
    .option('--hidden', 'left out of lists that do not ask for hidden ones')
  addConnectionOptions(addFormatOption(addAttributeOptions(addFileOptions(command, 'data to upload'))))
    .addHelpText(
      'after',
      `
The disk format is raw and the container format bare unless they are given.

Examples:
  vitrine image create debian-13 --file debian-13.qcow2 --disk-format qcow2 --property os_distro=debian --tag lts
  xz -dc disk.raw.xz | vitrine image create disk --file - --private
  vitrine image create later --disk-format iso -f json`,
    )
    .action(async (name: string, options: CreateOptions) => {
      const source = await openSource(command, options, terminal)
      const { client, login } = await connectWithLogin(command, options, terminal)
      const { signal } = terminal
      const { id, tag: tags } = options
      const created = await client.images.create(
        {
          ...(id !== undefined && { id }),
          ...(tags && { tags }),
          name,
          disk_format: 'raw',
          container_format: 'bare',
          ...attributesOf(await withOwnerId(options, login)),
        },
        { signal },
      )
      if (source === undefined) return printDetails(terminal.stdout, created, options.format)
      try {
        await uploadImage(client, created.id, source, options, terminal)
      } catch (error) {
        await removeAgain(created.id, terminal, async (signal) => {
          if (created.protected) await client.images.update(created.id, { set: { protected: false } }, { signal })
          await client.images.delete(created.id, { signal })
        })
        throw error
      }
      printDetails(terminal.stdout, await client.images.show(created.id, { signal }), options.format)
    })
}
