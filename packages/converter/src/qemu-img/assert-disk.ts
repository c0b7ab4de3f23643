import { open } from 'node:fs/promises'
import { assertFormat, type DiskFile, GPT_CHECKS, inspectAtRest } from '@vitrine/core'

/** What was uploaded was looked at then. This holds for whatever qemu-img is about to open, wherever it came from. */
export async function assertDisk({ path, format }: DiskFile): Promise<void> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const inspection = await inspectAtRest(size, async (from, length) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from)
      return buffer.subarray(0, bytesRead)
    })
    // What is on the disk, such as its partitions, is not looked at when it is converted.
    const settings = { requireMatch: true, gptNonFatal: GPT_CHECKS }
    assertFormat({ diskFormat: format, containerFormat: 'bare' }, inspection, size, settings)
  } finally {
    await file.close()
  }
}
