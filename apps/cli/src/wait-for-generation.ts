import type { UForgeClient, UForgeImage } from '@vitrine/client'
import { withStages } from './progress.ts'
import { print, type Terminal } from './terminal.ts'
import { applianceIdOf } from './uforge-records.ts'

/** Waits until a machine image is generated, and shows how far it is. An interruption does not keep the server from it. */
export async function waitForGeneration(
  { machineImages }: UForgeClient,
  image: UForgeImage,
  terminal: Terminal,
): Promise<UForgeImage> {
  const { signal, stderr } = terminal
  const { dbId: id } = image
  try {
    return await withStages(terminal, 'Generating', (onProgress) =>
      machineImages.watch(applianceIdOf(image), id, { signal, onProgress }),
    )
  } catch (error) {
    if (signal.aborted) {
      const command = 'vitrine machine-image'
      print(
        stderr,
        `vitrine: the server goes on: '${command} status ${id} --watch' waits, '${command} cancel ${id}' ends it`,
      )
    }
    throw error
  }
}
