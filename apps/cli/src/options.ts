import type { Visibility } from '@vitrine/client'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { FORMATS } from './output.ts'

export function addFormatOption(command: Command): Command {
  return command.addOption(new Option('-f, --format <format>', 'how to print').choices(FORMATS).default(FORMATS[0]))
}

/** Ends the command as a wrong flag would: with what is wrong, and how to get help. */
export function usageError(command: Command, message: string): never {
  return command.error(`error: ${message}`, { exitCode: 2, code: 'vitrine.usage' })
}

/** Attributes that `create` and `set` have in common. */
export interface AttributeOptions {
  diskFormat?: string
  containerFormat?: string
  minDisk?: number
  minRam?: number
  visibility?: Visibility
  public?: true
  private?: true
  shared?: true
  community?: true
  protected?: boolean
  hidden?: boolean
  owner?: string
  property?: Map<string, string>
  tag?: string[]
}

const VISIBILITIES = Object.keys({
  public: true,
  private: true,
  shared: true,
  community: true,
} satisfies Record<Visibility, true>)

export function addAttributeOptions(command: Command): Command {
  command
    .option('--disk-format <format>', 'how the bytes are laid out: raw, qcow2, vmdk, vdi, vhd, vhdx, iso, …')
    .option('--container-format <format>', 'what the disk is wrapped in: bare, ovf, ova, …')
    .option('--min-disk <gib>', 'disk that a server needs for it, in GiB', parseCount)
    .option('--min-ram <mib>', 'memory that a server needs for it, in MiB', parseCount)
    .addOption(new Option('--visibility <visibility>', 'who sees it').choices(VISIBILITIES))
  for (const name of VISIBILITIES) {
    const others = ['visibility', ...VISIBILITIES.filter((other) => other !== name)]
    command.addOption(new Option(`--${name}`, `the same as --visibility ${name}`).conflicts(others))
  }
  return command
    .option('--property <key=value>', 'custom property; repeat it for more', collectProperty)
    .option('--tag <tag>', 'word to find it by; repeat it for more', collect)
    .option('--owner <project>', 'id or name of the project that owns it, without a login its id; for administrators')
}

export function attributesOf(options: AttributeOptions): Record<string, unknown> {
  const { diskFormat, containerFormat, minDisk, minRam, owner, hidden, property = new Map() } = options
  const named = VISIBILITIES.find((name) => options[name as Visibility])
  const attributes = {
    disk_format: diskFormat,
    container_format: containerFormat,
    min_disk: minDisk,
    min_ram: minRam,
    visibility: options.visibility ?? named,
    protected: options.protected,
    os_hidden: hidden,
    owner,
    ...Object.fromEntries(property),
  }
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined))
}

export function parseCount(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.')
  return Number(text)
}

export const collect = (text: string, before: string[] = []): string[] => [...before, text]

export function collectProperty(text: string, before = new Map<string, string>()): Map<string, string> {
  const [, key, value = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? []
  if (key === undefined) throw new InvalidArgumentError('It must be KEY=VALUE.')
  return new Map(before).set(key, value)
}
