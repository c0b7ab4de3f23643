import type { ImageChangesV1, Visibility } from '@vitrine/client'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { FORMATS } from './output.ts'

export function addFormatOption(command: Command): Command {
  return command.addOption(new Option('-f, --format <format>', 'how to print').choices(FORMATS).default(FORMATS[0]))
}

/** Ends the command as a wrong flag would: with what is wrong, and how to get help. */
export function usageError(command: Command, message: string): never {
  return command.error(`error: ${message}`, { exitCode: 2, code: 'vitrine.usage' })
}

/** Attributes that images have in every version of the API. */
export interface CommonOptions {
  diskFormat?: string
  containerFormat?: string
  minDisk?: number
  minRam?: number
  protected?: boolean
  owner?: string
  property?: Map<string, string>
}

/** Attributes that `create` and `set` have in common. */
export interface AttributeOptions extends CommonOptions {
  visibility?: Visibility
  public?: true
  private?: true
  shared?: true
  community?: true
  hidden?: boolean
  tag?: string[]
}

const VISIBILITIES = Object.keys({
  public: true,
  private: true,
  shared: true,
  community: true,
} satisfies Record<Visibility, true>)

export function addCommonOptions(command: Command): Command {
  return command
    .option('--disk-format <format>', 'how the bytes are laid out: raw, qcow2, vmdk, vdi, vhd, vhdx, iso, …')
    .option('--container-format <format>', 'what the disk is wrapped in: bare, ovf, ova, …')
    .option('--min-disk <gib>', 'disk that a server needs for it, in GiB', parseCount)
    .option('--min-ram <mib>', 'memory that a server needs for it, in MiB', parseCount)
    .option('--property <key=value>', 'custom property; repeat it for more', collectProperty)
    .option('--owner <project>', 'id or name of the project that owns it, without a login its id; for administrators')
}

export function addAttributeOptions(command: Command): Command {
  addCommonOptions(command).addOption(new Option('--visibility <visibility>', 'who sees it').choices(VISIBILITIES))
  for (const name of VISIBILITIES) {
    const others = ['visibility', ...VISIBILITIES.filter((other) => other !== name)]
    command.addOption(new Option(`--${name}`, `the same as --visibility ${name}`).conflicts(others))
  }
  return command.option('--tag <tag>', 'word to find it by; repeat it for more', collect)
}

export function attributesOf(options: AttributeOptions): Record<string, unknown> {
  const named = VISIBILITIES.find((name) => options[name as Visibility])
  return {
    ...commonAttributesOf(options),
    ...given({ visibility: options.visibility ?? named, os_hidden: options.hidden }),
    ...Object.fromEntries(options.property ?? []),
  }
}

/** All of version 1 that is not for one command only. */
export function attributesOfV1({ property, ...options }: CommonOptions): ImageChangesV1 {
  return { ...commonAttributesOf(options), ...(property && { properties: Object.fromEntries(property) }) }
}

function commonAttributesOf(options: CommonOptions) {
  return given({
    disk_format: options.diskFormat,
    container_format: options.containerFormat,
    min_disk: options.minDisk,
    min_ram: options.minRam,
    protected: options.protected,
    owner: options.owner,
  })
}

function given<T extends object>(attributes: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const said = Object.entries(attributes).filter(([, value]) => value !== undefined)
  return Object.fromEntries(said) as { [K in keyof T]?: NonNullable<T[K]> }
}

export function parseCount(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.')
  return Number(text)
}

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 }

/** In seconds. */
export function parseDuration(text: string): number {
  const [, count = '', unit] = /^(\d{1,9})([smhd])$/.exec(text) ?? []
  if (unit === undefined) throw new InvalidArgumentError('It must be like 90s, 30m, 12h or 7d.')
  return Number(count) * SECONDS[unit as keyof typeof SECONDS]
}

export const collect = (text: string, before: string[] = []): string[] => [...before, text]

export function collectProperty(text: string, before = new Map<string, string>()): Map<string, string> {
  const [, key, value = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? []
  if (key === undefined) throw new InvalidArgumentError('It must be KEY=VALUE.')
  return new Map(before).set(key, value)
}
