import type { ImageQuery, ImageRecord } from '@vitrine/client'
import { type Command, InvalidArgumentError } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { exactly } from '../find-image.ts'
import { addFormatOption, collect, collectProperty, parseCount } from '../options.ts'
import { type Format, printImages } from '../output.ts'
import type { Terminal } from '../terminal.ts'

interface ListOptions extends ConnectionOptions {
  format: Format
  long?: true
  limit?: number
  sort: string
  name?: string
  status?: string
  visibility?: string
  memberStatus?: string
  owner?: string
  diskFormat?: string
  containerFormat?: string
  hidden?: true
  tag?: string[]
  property?: Map<string, string>
}

const PAGE = 200

export function addImageList(image: Command, terminal: Terminal): void {
  const command = image
    .command('list')
    .summary('list images')
    .description('Lists the images that fit all of the filters.')
    .option('--limit <n>', 'show so many and no more', parseCount)
    .option('--sort <key[:asc|desc],...>', 'order', parseSort, 'name:asc')
    .option('--name <name>', 'only those with this name')
    .option('--status <status>', 'only queued, active, deactivated, … ones')
    .option('--visibility <visibility>', 'only public, private, shared or community ones; all for everything visible')
    .option('--member-status <status>', 'of those shared with this project, the accepted, pending, rejected or all')
    .option('--owner <project>', 'only those of this project')
    .option('--disk-format <format>', 'only those in this disk format')
    .option('--container-format <format>', 'only those in this container format')
    .option('--hidden', 'the hidden ones instead of the others')
    .option('--tag <tag>', 'only those with this tag; repeat it for more', collect)
    .option('--property <key=value>', 'only those with this custom property; repeat it for more', collectProperty)
    .option('--long', 'more columns')
  addConnectionOptions(addFormatOption(command))
    .addHelpText(
      'after',
      `
Examples:
  vitrine image list --status active --tag ubuntu --tag lts
  vitrine image list --long --sort size:desc,name --limit 10
  vitrine image list --property os_distro=debian -f json`,
    )
    .action(async (options: ListOptions) => {
      const client = await connect(command, options, terminal)
      const found: ImageRecord[] = []
      if (options.limit !== 0) {
        for await (const one of client.images.list(queryOf(options), { signal: terminal.signal })) {
          found.push(one)
          if (found.length === options.limit) break
        }
      }
      printImages(terminal.stdout, found, { format: options.format, long: options.long ?? false })
    })
}

function queryOf(options: ListOptions): ImageQuery {
  const { limit = PAGE, sort, name, status, visibility, memberStatus, owner, hidden, tag, property } = options
  const query = {
    limit: Math.min(limit, PAGE),
    sort,
    name: name && exactly(name),
    status,
    visibility,
    member_status: memberStatus,
    owner,
    disk_format: options.diskFormat,
    container_format: options.containerFormat,
    os_hidden: hidden,
    tag,
    ...(property && Object.fromEntries(property)),
  }
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))
}

function parseSort(text: string): string {
  if (!/^\w+(:(asc|desc))?(,\w+(:(asc|desc))?)*$/.test(text)) {
    throw new InvalidArgumentError('It must be like name or size:desc,name:asc.')
  }
  return text
}
