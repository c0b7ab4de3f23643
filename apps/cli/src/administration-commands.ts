import type { Command } from 'commander'
import { type Administration, addAdministrationOptions, administer } from './administration.ts'
import { attemptEach } from './failure.ts'
import { addRecordOptions, printRecord, printRecords, type RecordOptions } from './record-output.ts'
import type { Terminal } from './terminal.ts'

interface Texts {
  readonly summary: string
  readonly description: string
  readonly example: string
}

interface ListCommand<Options> extends Texts {
  readonly fields: readonly string[]
  readonly list: (administration: Administration, options: Options) => Promise<readonly object[]>
}

interface ShowCommand extends Texts {
  readonly fields: readonly string[]
  readonly show: (administration: Administration, reference: string) => Promise<object>
}

interface DeleteCommand<Options> extends Texts {
  readonly remove: (administration: Administration, reference: string, options: Options) => Promise<void>
}

/** `list`, `show` and `delete` are alike for all that the built-in identity keeps. */
export function addListCommand<O>(
  noun: Command,
  terminal: Terminal,
  { fields, list, ...texts }: ListCommand<O>,
): Command {
  const command = describe(noun.command('list'), texts)
  return addAdministrationOptions(addRecordOptions(command, fields)).action((options: O & RecordOptions) =>
    administer(command, terminal, async (administration) => {
      printRecords(terminal, await list(administration, options), options, fields)
    }),
  )
}

export function addShowCommand(noun: Command, terminal: Terminal, { fields, show, ...texts }: ShowCommand): Command {
  const command = describe(noun.command('show'), texts).argument(`<${noun.name()}>`, 'id or name')
  return addAdministrationOptions(addRecordOptions(command, fields)).action(
    (reference: string, options: RecordOptions) =>
      administer(command, terminal, async (administration) => {
        printRecord(terminal, await show(administration, reference), options)
      }),
  )
}

export function addDeleteCommand<O>(
  noun: Command,
  terminal: Terminal,
  { remove, ...texts }: DeleteCommand<O>,
): Command {
  const command = describe(noun.command('delete'), texts).argument(`<${noun.name()}...>`, 'ids or names')
  return addAdministrationOptions(command).action((references: string[], options: O) =>
    administer(command, terminal, (administration) =>
      attemptEach(references, terminal, (reference) => remove(administration, reference, options)),
    ),
  )
}

function describe(command: Command, { summary, description, example }: Texts): Command {
  return command.summary(summary).description(description).addHelpText('after', `\nExamples:\n  ${example}`)
}
