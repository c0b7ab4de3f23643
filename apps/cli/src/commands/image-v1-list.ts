import type { ImageQueryV1, ImageV1 } from '@vitrine/client'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { addFormatOption, collectProperty, parseCount } from '../options.ts'
import { type Format, printList } from '../output.ts'
import type { Terminal } from '../terminal.ts'

interface ListOptions extends ConnectionOptions {
  format: Format
  long?: true
  limit?: number
  sort: string
  name?: string
  status?: string
  diskFormat?: string
  containerFormat?: string
  sizeMin?: number
  sizeMax?: number
  changesSince?: string
  isPublic?: string
  protected?: true
  unprotected?: true
  deleted?: true
  property?: Map<string, string>
}

const PAGE = 200

const COLUMNS = ['id', 'name', 'status'] as const satisfies (keyof ImageV1)[]
const LONG_COLUMNS = [
  ...COLUMNS,
  'size',
  'disk_format',
  'container_format',
  'is_public',
  'protected',
  'owner',
  'checksum',
] as const satisfies (keyof ImageV1)[]

export function addImageV1List(image: Command, terminal: Terminal): void {
  const command = image
    .command('list')
    .summary('list images')
    .description('Lists the images that fit all of the filters, by version 1 of the API.')
    .option('--limit <n>', 'show so many and no more', parseCount)
    .option('--sort <key[:asc|desc]>', 'order', parseSort, 'name:asc')
    .option('--name <name>', 'only those with this name')
    .option('--status <status>', 'only queued, active, killed, … ones')
    .option('--disk-format <format>', 'only those in this disk format')
    .option('--container-format <format>', 'only those in this container format')
    .option('--size-min <bytes>', 'only those of at least this size', parseCount)
    .option('--size-max <bytes>', 'only those of at most this size', parseCount)
    .option('--property <key=value>', 'only those with this custom property; repeat it for more', collectProperty)
    .option('--changes-since <time>', 'only those that changed then or later, deleted ones too')
    .addOption(
      new Option(
        '--is-public <choice>',
        'for administrators: true as for others, false for all but public ones',
      ).choices(['true', 'false', 'none']),
    )
    .addOption(new Option('--protected', 'only those that are safe from deletion').conflicts('unprotected'))
    .addOption(new Option('--unprotected', 'only those that are not').conflicts('protected'))
    .option('--deleted', 'the deleted ones instead of the others; for administrators')
    .option('--long', 'more columns')
  addConnectionOptions(addFormatOption(command))
    .addHelpText(
      'after',
      `
Examples:
  vitrine image v1 list --status active --property os_distro=debian
  vitrine image v1 list --long --sort size:desc --limit 10
  vitrine image v1 list --is-public none --changes-since 2026-03-01T00:00:00    # all there is, as an administrator`,
    )
    .action(async (options: ListOptions) => {
      const { v1 } = await connect(command, options, terminal)
      const found: ImageV1[] = []
      if (options.limit !== 0) {
        for await (const one of v1.images.list(queryOf(options), { signal: terminal.signal })) {
          found.push(one)
          if (found.length === options.limit) break
        }
      }
      printList(terminal.stdout, found, options.long ? LONG_COLUMNS : COLUMNS, options.format)
    })
}

function queryOf(options: ListOptions): ImageQueryV1 {
  const { limit = PAGE, sort, property = new Map<string, string>() } = options
  const [sort_key, sort_dir = 'asc'] = sort.split(':')
  const query = {
    limit: Math.min(limit, PAGE),
    sort_key,
    sort_dir,
    name: options.name,
    status: options.status,
    disk_format: options.diskFormat,
    container_format: options.containerFormat,
    size_min: options.sizeMin,
    size_max: options.sizeMax,
    is_public: options.isPublic,
    protected: options.protected ?? (options.unprotected && false),
    deleted: options.deleted,
    'changes-since': options.changesSince,
    ...Object.fromEntries([...property].map(([name, value]) => [`property-${name}`, value])),
  } satisfies { readonly [K in keyof ImageQueryV1]: unknown }
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))
}

function parseSort(text: string): string {
  if (!/^\w+(:(asc|desc))?$/.test(text)) throw new InvalidArgumentError('It must be like name or size:desc.')
  return text
}
