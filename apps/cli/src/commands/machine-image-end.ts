import type { MachineImages } from '@vitrine/client'
import type { Command } from 'commander'
import { attemptEach } from '../failure.ts'
import { findMachineImage } from '../find-machine-image.ts'
import type { Terminal } from '../terminal.ts'
import { addUForgeOptions, connectUForge, type UForgeOptions } from '../uforge-connection.ts'
import { applianceIdOf } from '../uforge-records.ts'

interface EndCommand {
  readonly name: string
  readonly summary: string
  readonly description: string
  act(machineImages: MachineImages, applianceId: number, id: number, options: { signal: AbortSignal }): Promise<void>
}

export function addMachineImageEndCommands(machineImage: Command, terminal: Terminal): void {
  addEndCommand(machineImage, terminal, {
    name: 'cancel',
    summary: 'end the generation of machine images',
    description: 'Ends the generation of machine images that are not complete.',
    act: (machineImages, ...end) => machineImages.cancel(...end),
  })
  addEndCommand(machineImage, terminal, {
    name: 'delete',
    summary: 'delete machine images',
    description:
      'Deletes machine images, their files, and the images that they are; what is being generated is cancelled.',
    act: (machineImages, ...end) => machineImages.delete(...end),
  })
}

function addEndCommand(machineImage: Command, terminal: Terminal, { name, summary, description, act }: EndCommand) {
  const command = machineImage
    .command(name)
    .summary(summary)
    .description(`${description} A failure does not keep it from the others.`)
    .argument('<id...>', 'ids')
  addUForgeOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  vitrine machine-image ${name} 47 48`,
    )
    .action(async (ids: string[], options: UForgeOptions) => {
      const { uforge } = await connectUForge(command, options, terminal)
      const { signal } = terminal
      await attemptEach(ids, terminal, async (id) => {
        const found = await findMachineImage(uforge, id, signal)
        await act(uforge.machineImages, applianceIdOf(found), found.dbId, { signal })
      })
    })
}
