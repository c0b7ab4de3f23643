import type { ImageRecord } from '@vitrine/client'
import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { Failure } from '../failure.ts'
import { findImage } from '../find-image.ts'
import { addFormatOption, collect, usageError } from '../options.ts'
import { type Format, printDetails } from '../output.ts'
import type { Terminal } from '../terminal.ts'

interface UnsetOptions extends ConnectionOptions {
  format: Format
  property?: string[]
  tag?: string[]
}

export function addImageUnset(image: Command, terminal: Terminal): void {
  const command = image
    .command('unset')
    .summary('remove custom properties and tags of an image')
    .description('Removes custom properties and tags of an image, all at once or, when one is not there, none.')
    .argument('<image>', 'id, or a name that only one image has')
    .option('--property <key>', 'custom property to remove; repeat it for more', collect)
    .option('--tag <tag>', 'tag to remove; repeat it for more', collect)
  addConnectionOptions(addFormatOption(command))
    .addHelpText(
      'after',
      `
Examples:
  vitrine image unset debian-13 --property os_version --tag testing`,
    )
    .action(async (idOrName: string, options: UnsetOptions) => {
      const { property: remove = [], tag: tags = [] } = options
      if (remove.length + tags.length === 0) usageError(command, 'there is nothing to unset')
      const client = await connect(command, options, terminal)
      const { signal } = terminal
      const image = await findImage(client, idOrName, signal)
      const set = tags.length > 0 ? { tags: withoutTags(image, tags) } : {}
      printDetails(terminal.stdout, await client.images.update(image.id, { set, remove }, { signal }), options.format)
    })
}

function withoutTags(image: ImageRecord, tags: readonly string[]): string[] {
  const missing = tags.filter((tag) => !image.tags.includes(tag))
  if (missing.length > 0)
    throw new Failure(`Image ${image.id} has no tag ${missing.map((tag) => `'${tag}'`).join(', ')}`)
  return image.tags.filter((tag) => !tags.includes(tag))
}
