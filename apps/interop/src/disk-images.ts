import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { access, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A file to move. `make` answers its path, or rejects when this machine cannot have it. */
export interface DiskImage {
  readonly name: string
  readonly diskFormat: string
  make(folder: string): Promise<string>
}

export const DISK_IMAGES: readonly DiskImage[] = [
  {
    name: 'random bytes, not a whole number of blocks',
    diskFormat: 'raw',
    async make(folder) {
      const path = join(folder, 'random.raw')
      await writeFile(path, randomBytes(5 * 1024 * 1024 + 12_345))
      return path
    },
  },
  {
    name: 'the bootable ISO of the package grub-rescue-pc',
    diskFormat: 'iso',
    async make() {
      const path = '/usr/lib/grub-rescue/grub-rescue-cdrom.iso'
      await access(path)
      return path
    },
  },
  {
    name: 'a qcow2 made by qemu-img',
    diskFormat: 'qcow2',
    async make(folder) {
      const raw = join(folder, 'disk.raw')
      const path = join(folder, 'disk.qcow2')
      await writeFile(raw, randomBytes(3 * 1024 * 1024))
      await run('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', raw, path])
      return path
    },
  },
]
