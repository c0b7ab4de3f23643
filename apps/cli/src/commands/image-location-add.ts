import { addingLocation, type ImageClient, type ImageLocationCreate } from '@vitrine/client'
import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { Failure } from '../failure.ts'
import { findImage } from '../find-image.ts'
import { addFormatOption, collectProperty, usageError } from '../options.ts'
import { type Format, printDetails } from '../output.ts'
import type { Terminal } from '../terminal.ts'

interface AddOptions extends ConnectionOptions {
  format: Format
  metadata?: Map<string, string>
  checksum?: string
  hashAlgo?: string
  hashValue?: string
}

export function addImageLocationAdd(location: Command, terminal: Terminal): void {
  const command = location
    .command('add')
    .summary('add a location to an image')
    .description(
      'Adds a place where the data of an image lies. A server that shows locations adds it at once, to images with data ' +
        'too. Others take one for a queued image, and look there afterwards.',
    )
    .argument('<image>', 'id, or a name that only one image has')
    .argument('<url>', 'where its data lies')
    .option('--hash-algo <name>', 'algorithm of the hash that the data has')
    .option('--hash-value <hex>', 'that hash')
    .option('--checksum <hex>', 'md5 of the data; needs the hash')
    .option('--metadata <key=value>', 'what to say of the place; repeat it for more', collectProperty)
  addConnectionOptions(addFormatOption(command))
    .addHelpText(
      'after',
      `
Examples:
  vitrine image location add debian-13 https://images.example/debian-13.qcow2
  vitrine image location add debian-13 https://images.example/debian-13.qcow2 --hash-algo sha512 --hash-value 2f5c…`,
    )
    .action(async (idOrName: string, url: string, options: AddOptions) => {
      if ((options.hashAlgo === undefined) !== (options.hashValue === undefined)) {
        usageError(command, '--hash-algo and --hash-value go together')
      }
      if (options.checksum !== undefined && options.hashAlgo === undefined) {
        usageError(command, '--checksum needs --hash-algo and --hash-value')
      }
      const client = await connect(command, options, terminal)
      const image = await findImage(client, idOrName, terminal.signal)
      const add = image.locations === undefined ? addUnseen : addShown
      printDetails(terminal.stdout, await add(client, image.id, url, options, terminal), options.format)
    })
}

/** Where locations are shown, one is there as soon as the server has answered. */
function addShown(client: ImageClient, id: string, url: string, options: AddOptions, { signal }: Terminal) {
  const { checksum, metadata = new Map() } = options
  const hash = hashOf(options)
  const validation_data = hash && { ...hash, ...(checksum !== undefined && { checksum }) }
  const location = { url, metadata: Object.fromEntries(metadata), ...(validation_data && { validation_data }) }
  return client.images.update(id, addingLocation(location), { signal })
}

/** Elsewhere the image may still be `importing` when this is done. */
async function addUnseen(client: ImageClient, id: string, url: string, options: AddOptions, { signal }: Terminal) {
  if (options.metadata || options.checksum !== undefined) {
    throw new Failure('This server shows no locations, and takes neither --metadata nor --checksum for one')
  }
  const hash = hashOf(options)
  await client.locations.add(id, { url, ...(hash && { validation_data: hash as ValidationData }) }, { signal })
  return client.images.show(id, { signal })
}

/** Which algorithms there are is for the server to say. */
type ValidationData = NonNullable<ImageLocationCreate['validation_data']>

function hashOf({ hashAlgo, hashValue }: AddOptions) {
  if (hashAlgo === undefined || hashValue === undefined) return undefined
  return { os_hash_algo: hashAlgo, os_hash_value: hashValue }
}
