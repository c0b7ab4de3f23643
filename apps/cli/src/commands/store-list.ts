import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { addRecordOptions, printRecords, type RecordOptions } from '../record-output.ts'
import { print, type Terminal } from '../terminal.ts'

const FIELDS = ['id', 'default', 'read-only', 'description']
const DETAILS = [...FIELDS, 'type', 'weight', 'properties']

interface ListOptions extends ConnectionOptions, RecordOptions {
  detail?: true
}

export function addStoreList(store: Command, terminal: Terminal): void {
  const command = store
    .command('list')
    .summary('list the stores that data can be in')
    .description('Lists the stores of a server that has several; the default one takes data that asks for none.')
    .option('--detail', 'with kind, weight and settings; for administrators')
  addConnectionOptions(addRecordOptions(command, DETAILS))
    .addHelpText(
      'after',
      `
Examples:
  vitrine store list
  vitrine image create debian-13 --file debian-13.qcow2 --disk-format qcow2 --store archive`,
    )
    .action(async ({ detail, ...options }: ListOptions) => {
      const { info } = await connect(command, options, terminal)
      const { signal } = terminal
      const stores = detail ? await info.storesDetail({ signal }) : await info.stores({ signal })
      if (stores === undefined) print(terminal.stderr, 'vitrine: this server has one store, which has no name')
      printRecords(terminal, stores ?? [], options, detail ? DETAILS : FIELDS)
    })
}
