import type { Command } from 'commander'
import { attemptEach } from '../failure.ts'
import { findAppliance } from '../find-appliance.ts'
import { addRecordOptions, printRecord, printRecords, type RecordOptions } from '../record-output.ts'
import type { Terminal } from '../terminal.ts'
import { addUForgeOptions, connectUForge, type UForgeOptions } from '../uforge-connection.ts'
import { APPLIANCE_COLUMNS, APPLIANCE_FIELDS, toAppliance } from '../uforge-records.ts'

export function addApplianceCommands(appliance: Command, terminal: Terminal): void {
  for (const add of [addApplianceList, addApplianceShow, addApplianceDelete]) add(appliance, terminal)
}

function addApplianceList(appliance: Command, terminal: Terminal): void {
  const command = appliance.command('list').summary('list appliances').description('Lists appliances, oldest first.')
  addUForgeOptions(addRecordOptions(command, APPLIANCE_FIELDS))
    .addHelpText(
      'after',
      `
Examples:
  vitrine appliance list
  vitrine appliance list -f value -c id -c name`,
    )
    .action(async (options: UForgeOptions & RecordOptions) => {
      const { uforge } = await connectUForge(command, options, terminal)
      const found = await uforge.appliances.list({}, { signal: terminal.signal })
      printRecords(terminal, found.map(toAppliance), options, APPLIANCE_COLUMNS)
    })
}

function addApplianceShow(appliance: Command, terminal: Terminal): void {
  const command = appliance
    .command('show')
    .summary('show one appliance')
    .description('Shows everything about an appliance.')
    .argument('<appliance>', 'id, or a name that only one appliance has')
  addUForgeOptions(addRecordOptions(command, APPLIANCE_FIELDS))
    .addHelpText(
      'after',
      `
Examples:
  vitrine appliance show web`,
    )
    .action(async (idOrName: string, options: UForgeOptions & RecordOptions) => {
      const { uforge } = await connectUForge(command, options, terminal)
      printRecord(terminal, toAppliance(await findAppliance(uforge, idOrName, terminal.signal)), options)
    })
}

function addApplianceDelete(appliance: Command, terminal: Terminal): void {
  const command = appliance
    .command('delete')
    .summary('delete appliances')
    .description(
      'Deletes appliances with all that was generated from them; the images that they were made of stay. A failure does ' +
        'not keep it from the others.',
    )
    .argument('<appliance...>', 'ids, or names that only one appliance has')
    .option('--force', 'also those from which something is being generated, which is cancelled')
  addUForgeOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  vitrine appliance delete web
  vitrine appliance delete web --force`,
    )
    .action(async (idsOrNames: string[], { force, ...options }: UForgeOptions & { force?: true }) => {
      const { uforge } = await connectUForge(command, options, terminal)
      const { signal } = terminal
      await attemptEach(idsOrNames, terminal, async (idOrName) => {
        const { dbId } = await findAppliance(uforge, idOrName, signal)
        await uforge.appliances.delete(dbId, { force, signal })
      })
    })
}
