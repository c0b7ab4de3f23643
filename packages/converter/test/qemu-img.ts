import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import type { ConvertibleFormat } from '@vitrine/core'
import { createQemuImgConverter, type QemuImgSettings } from '../src/qemu-img/index.ts'

const run = promisify(execFile)

/** Where the project is checked as a whole there has to be one, of the package `qemu-utils`. */
export const HAS_QEMU_IMG = process.env.CI !== undefined || spawnSync('qemu-img', ['--version']).status === 0

/** What qemu-img calls them. */
export const DRIVERS: Record<ConvertibleFormat, string> = {
  raw: 'raw',
  qcow2: 'qcow2',
  vmdk: 'vmdk',
  vhd: 'vpc',
  vhdx: 'vhdx',
  vdi: 'vdi',
}

export const LIMITS = { seconds: 600, targetBytes: 1024 ** 3 }

export function connectQemuImg(settings: Partial<QemuImgSettings> = {}) {
  return createQemuImgConverter({ searchPath: process.env.PATH ?? '', limits: LIMITS, ...settings })
}

/** Runs qemu-img as it is, and answers what it prints. */
export async function qemuImg(cwd: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('qemu-img', args, { cwd })
  return stdout
}
