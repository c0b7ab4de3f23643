import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { attemptEach } from '../failure.ts'
import { findImage } from '../find-image.ts'
import { parseDuration } from '../options.ts'
import { addRecordOptions, printRecord, printRecords, type RecordOptions } from '../record-output.ts'
import type { Terminal } from '../terminal.ts'

const COLUMNS = ['id', 'created_at', 'expires_at', 'used_at']

export function addImageLinkCommands(link: Command, terminal: Terminal): void {
  for (const add of [addImageLinkCreate, addImageLinkList, addImageLinkDelete]) add(link, terminal)
}

function addImageLinkCreate(link: Command, terminal: Terminal): void {
  const command = link
    .command('create')
    .summary('create a link to an image')
    .description(
      'Creates a URL by which anybody downloads an image once, without a login: with curl, with a browser, with vitrine ' +
        'image link save. It is printed now and never again.',
    )
    .argument('<image>', 'id, or a name that only one image has')
    .option('--expires-in <time>', 'such as 90s, 30m, 12h or 7d (default: as the server has it)', parseDuration)
  addConnectionOptions(addRecordOptions(command, [...COLUMNS, 'url']))
    .addHelpText(
      'after',
      `
Examples:
  vitrine image link create debian-13 --expires-in 1h
  vitrine image link create debian-13 -f value -c url`,
    )
    .action(async (idOrName: string, options: ConnectionOptions & RecordOptions & { expiresIn?: number }) => {
      const client = await connect(command, options, terminal)
      const { signal } = terminal
      const { id } = await findImage(client, idOrName, signal)
      const { expiresIn: expires_in } = options
      const wanted = expires_in === undefined ? undefined : { expires_in }
      printRecord(terminal, await client.links.create(id, wanted, { signal }), options)
    })
}

function addImageLinkList(link: Command, terminal: Terminal): void {
  const command = link
    .command('list')
    .summary('list the links to an image')
    .description(
      'Lists the links to an image, newest first, used ones too until they expire: for who may change the image all of ' +
        'them, for others their own. Their URLs nobody can find out.',
    )
    .argument('<image>', 'id, or a name that only one image has')
  addConnectionOptions(addRecordOptions(command, COLUMNS))
    .addHelpText(
      'after',
      `
Examples:
  vitrine image link list debian-13`,
    )
    .action(async (idOrName: string, options: ConnectionOptions & RecordOptions) => {
      const client = await connect(command, options, terminal)
      const { signal } = terminal
      const { id } = await findImage(client, idOrName, signal)
      printRecords(terminal, await client.links.list(id, { signal }), options, COLUMNS)
    })
}

function addImageLinkDelete(link: Command, terminal: Terminal): void {
  const command = link
    .command('delete')
    .summary('delete links to an image')
    .description(
      'Deletes links to an image, which are of no use from then on. A failure does not keep it from the others.',
    )
    .argument('<image>', 'id, or a name that only one image has')
    .argument('<link...>', 'ids of links')
  addConnectionOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  vitrine image link delete debian-13 3d9a1f52-0c7b-4e6f-8a21-5b4c3d2e1f00`,
    )
    .action(async (idOrName: string, links: string[], options: ConnectionOptions) => {
      const client = await connect(command, options, terminal)
      const { signal } = terminal
      const { id } = await findImage(client, idOrName, signal)
      await attemptEach(links, terminal, (one) => client.links.delete(id, one, { signal }))
    })
}
