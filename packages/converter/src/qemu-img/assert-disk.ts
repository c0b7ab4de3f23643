import { open } from 'node:fs/promises'
import { assertFormat, GPT_CHECKS, inspectAtRest } from '@vitrine/core'
import type { ConversionLimits } from './confinement.ts'
import { conversionFailed, type Formats } from './failure.ts'

/** What was uploaded was looked at then. This holds for whatever qemu-img is about to open, wherever it came from. */
export async function assertDisk(formats: Formats, { targetBytes }: ConversionLimits): Promise<void> {
  const { path, format } = formats.source
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const inspection = await inspectAtRest(size, async (from, length) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from)
      return buffer.subarray(0, bytesRead)
    })
    // What is on the disk, such as its partitions, is not looked at when it is converted.
    const settings = { requireMatch: true, gptNonFatal: GPT_CHECKS }
    const image = { diskFormat: format, containerFormat: 'bare' } as const
    const { virtualSize } = assertFormat(image, inspection, size, settings)
    if (virtualSize !== null && virtualSize > targetBytes) {
      const reason = `a guest sees ${virtualSize} bytes of it, which is more than the ${targetBytes} bytes allowed`
      throw conversionFailed(formats, reason)
    }
  } finally {
    await file.close()
  }
}
