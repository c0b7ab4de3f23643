import { type Command, InvalidArgumentError, Option } from 'commander'
import { cell, FORMATS, listOf, printDetails } from './output.ts'
import { print, type Terminal } from './terminal.ts'

export const RECORD_FORMATS = [...FORMATS, 'value'] as const

export interface RecordOptions {
  format: (typeof RECORD_FORMATS)[number]
  column?: string[]
}

/** How to print things that have these fields. */
export function addRecordOptions(
  command: Command,
  fields: readonly string[],
  formats: readonly string[] = RECORD_FORMATS,
): Command {
  const known = fields.join(', ')
  return command
    .addOption(
      new Option('-f, --format <format>', 'how to print; value is bare text for scripts')
        .choices(formats)
        .default(formats[0]),
    )
    .option('-c, --column <name>', `only ${known}; repeat it for more`, (text: string, before: string[] = []) => {
      if (!fields.includes(text)) throw new InvalidArgumentError(`It must be one of ${known}.`)
      return [...before, text]
    })
}

export function printRecord({ stdout }: Terminal, record: object, { format, column }: RecordOptions): void {
  const chosen = pick(record, column)
  if (format !== 'value') printDetails(stdout, chosen, format)
  else for (const [name, value] of Object.entries(chosen)) print(stdout, cell(name, value))
}

export function printRecords(
  { stdout }: Terminal,
  records: readonly object[],
  { format, column }: RecordOptions,
  fields: readonly string[],
): void {
  const columns = column ?? fields
  const chosen = records.map((record) => pick(record, columns))
  if (format === 'json') print(stdout, JSON.stringify(chosen, null, 2))
  else if (format === 'table') print(stdout, listOf(chosen, columns))
  else for (const record of chosen) print(stdout, columns.map((name) => cell(name, record[name])).join(' '))
}

function pick(record: object, names: readonly string[] = Object.keys(record)): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name)))
}
