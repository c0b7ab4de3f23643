import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { addRecordOptions, printRecords, type RecordOptions } from '../record-output.ts'
import type { Terminal } from '../terminal.ts'

const FIELDS = ['resource', 'usage', 'limit']

export function addUsage(program: Command, terminal: Terminal): void {
  const command = program
    .command('usage')
    .summary('show what the project uses, and may use')
    .description('Shows how many images the project has, how much data they have (in MiB), and the limits; -1 is none.')
  addConnectionOptions(addRecordOptions(command, FIELDS))
    .addHelpText(
      'after',
      `
Examples:
  vitrine usage
  vitrine usage -f json`,
    )
    .action(async (options: ConnectionOptions & RecordOptions) => {
      const { info } = await connect(command, options, terminal)
      const usage = await info.usage({ signal: terminal.signal })
      const records = Object.entries(usage).map(([resource, figures]) => ({ resource, ...figures }))
      printRecords(terminal, records, options, FIELDS)
    })
}
