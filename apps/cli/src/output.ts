import type { Image, ImageRecord, ImageTask, ImageV1, Member, Task, TaskSummary } from '@vitrine/client'
import { print } from './terminal.ts'

export const FORMATS = ['table', 'json'] as const
export type Format = (typeof FORMATS)[number]

/** In the order in which people look for them; what is not here follows by name. */
const FIELDS: readonly string[] = [
  'id',
  'name',
  'image_id',
  'member_id',
  'type',
  'status',
  'message',
  'size',
  'virtual_size',
  'disk_format',
  'container_format',
  'visibility',
  'is_public',
  'owner',
  'protected',
  'os_hidden',
  'min_disk',
  'min_ram',
  'checksum',
  'os_hash_algo',
  'os_hash_value',
  'created_at',
  'updated_at',
  'deleted_at',
  'tags',
] satisfies (keyof Image | keyof ImageV1 | keyof Member | keyof Task)[]

/** Of use to programs only. */
const LINKS: readonly string[] = ['self', 'file', 'schema'] satisfies (keyof Image)[]

const COLUMNS = ['id', 'name', 'status'] as const satisfies (keyof Image)[]
const LONG_COLUMNS = [
  ...COLUMNS,
  'size',
  'disk_format',
  'container_format',
  'visibility',
  'protected',
  'owner',
  'tags',
  'checksum',
] as const satisfies (keyof Image)[]
const MEMBER_COLUMNS = ['member_id', 'status', 'updated_at'] as const satisfies (keyof Member)[]
const TASK_COLUMNS = [
  'id',
  'type',
  'status',
  'owner',
  'created_at',
  'updated_at',
] as const satisfies (keyof TaskSummary)[]
const IMAGE_TASK_COLUMNS = ['id', 'type', 'status', 'message', 'updated_at'] as const satisfies (keyof ImageTask)[]

/** An image, or another thing with fields. */
export function printDetails(stream: NodeJS.WritableStream, record: Details, format: Format): void {
  print(stream, format === 'json' ? JSON.stringify(record, null, 2) : detailsOf(record))
}

export function printImages(
  stream: NodeJS.WritableStream,
  images: readonly ImageRecord[],
  { format, long }: { format: Format; long: boolean },
): void {
  printList<(typeof LONG_COLUMNS)[number]>(stream, images, long ? LONG_COLUMNS : COLUMNS, format)
}

export function printMembers(stream: NodeJS.WritableStream, members: readonly Member[], format: Format): void {
  printList(stream, members, MEMBER_COLUMNS, format)
}

export function printTasks(stream: NodeJS.WritableStream, tasks: readonly TaskSummary[], format: Format): void {
  printList(stream, tasks, TASK_COLUMNS, format)
}

export function printImageTasks(stream: NodeJS.WritableStream, tasks: readonly ImageTask[], format: Format): void {
  printList(stream, tasks, IMAGE_TASK_COLUMNS, format)
}

export function printList<K extends string>(
  stream: NodeJS.WritableStream,
  records: readonly Readonly<Record<K, unknown>>[],
  columns: readonly K[],
  format: Format,
): void {
  print(stream, format === 'json' ? JSON.stringify(records, null, 2) : listOf(records, columns))
}

type Details = Readonly<Record<string, unknown>>

function detailsOf(record: Details): string {
  const others = Object.keys(record).filter((name) => !FIELDS.includes(name) && !LINKS.includes(name))
  const names = [...FIELDS.filter((name) => name in record), ...others.sort()]
  const rows = names.map((name) => [name, detail(name, record[name])])
  return tableOf(['field', 'value'], rows)
}

export function listOf<K extends string>(
  records: readonly Readonly<Record<K, unknown>>[],
  columns: readonly K[],
): string {
  const rows = records.map((record) => columns.map((name) => cell(name, record[name])))
  return tableOf(columns, rows)
}

const UNITS = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB']

export function formatBytes(bytes: number): string {
  const exponent = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), UNITS.length)
  return exponent === 0 ? `${bytes} B` : `${(bytes / 1024 ** exponent).toFixed(1)} ${UNITS[exponent - 1]}`
}

function detail(name: string, value: unknown): string {
  const exact = cell(name, value)
  return name.endsWith('size') && typeof value === 'number' ? `${value} (${exact})` : exact
}

export function cell(name: string, value: unknown): string {
  if (value === null || value === undefined) return '-'
  if (name.endsWith('size') && typeof value === 'number') return formatBytes(value)
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const safe = [head, ...rows].map((row) => row.map(withoutControls))
  const widths = head.map((_, column) => Math.max(...safe.map((row) => [...(row[column] ?? '')].length)))
  const line = (row: readonly string[]) =>
    row
      .map((text, column) => pad(text, widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return safe.map(line).join('\n')
}

const pad = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - [...text].length))

/** Names come from strangers, and a terminal obeys control characters; some of them turn the text around. */
export function withoutControls(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
