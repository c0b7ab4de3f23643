import { join } from 'node:path'
import { packTarGz } from '@vitrine/converter/pack'
import { createQemuImgConverter } from '@vitrine/converter/qemu-img'
import { createFileScratch } from '@vitrine/converter/scratch'
import type { Scratch } from '@vitrine/core'
import type { Logger } from 'pino'
import { type Config, ConfigError } from './config.ts'

/** What disks are made into other formats and packed with, as far as this machine has it. */
export async function composeConversion({ conversion, sizeCap, dataDir }: Config, log: Logger) {
  const { program, searchPath, seconds } = conversion
  const converter = await createQemuImgConverter({ program, searchPath, limits: { seconds, targetBytes: sizeCap } })
  const { available, version, missing } = converter
  if (!available) log.info({ program }, 'no qemu-img: machine images are had in the format of their source only')
  else if (missing.length > 0) log.info({ version, missing }, 'qemu-img will run less confined than it could')
  return { converter, pack: packTarGz, scratch: await openScratch(join(dataDir, 'scratch')) }
}

async function openScratch(dir: string): Promise<Scratch> {
  try {
    return await createFileScratch({ dir })
  } catch (error) {
    const reason = error instanceof Error ? error.message : error
    throw new ConfigError(
      `Cannot use ${dir} for disks that are converted: ${reason}. Choose another place with --data-dir`,
      { cause: error },
    )
  }
}
