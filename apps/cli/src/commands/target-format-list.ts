import type { Command } from 'commander'
import { addRecordOptions, printRecords, type RecordOptions } from '../record-output.ts'
import type { Terminal } from '../terminal.ts'
import { addUForgeOptions, connectUForge, type UForgeOptions } from '../uforge-connection.ts'
import { TARGET_FORMAT_FIELDS, toTargetFormat } from '../uforge-records.ts'

export function addTargetFormatList(targetFormat: Command, terminal: Terminal): void {
  const command = targetFormat
    .command('list')
    .summary('list target formats')
    .description('Lists what this server can generate machine images in.')
  addUForgeOptions(addRecordOptions(command, TARGET_FORMAT_FIELDS))
    .addHelpText(
      'after',
      `
Examples:
  vitrine target-format list
  vitrine target-format list -f value -c name`,
    )
    .action(async (options: UForgeOptions & RecordOptions) => {
      const { uforge } = await connectUForge(command, options, terminal)
      const formats = await uforge.targetFormats({ signal: terminal.signal })
      printRecords(terminal, formats.map(toTargetFormat), options, TARGET_FORMAT_FIELDS)
    })
}
