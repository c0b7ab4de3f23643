import { stat } from 'node:fs/promises'
import type { Conversion } from '@vitrine/core'
import { checkArguments, mapArguments } from './arguments.ts'
import { createExtentReader } from './extents.ts'
import { conversionFailed } from './failure.ts'

/** Rejects, with `blame` where it cannot tell better, when qemu-img ends with another status than these; 0 by default. */
export type RunQemuImg = (
  args: readonly string[],
  how: { readonly blame: string; readonly passes?: readonly number[]; readonly onOutput?: (text: string) => void },
) => Promise<void>

/** Nothing wrong; clusters that nobody uses; a format without anything to check. */
const SOUND = [0, 3, 63]

const DAMAGED =
  'it is cut short or damaged, or of a kind that qemu-img cannot read; the log of the server has its reason'

/**
 * To qemu-img all that is missing at the end of a file is zeros: what it makes of half a disk looks whole. Its check finds
 * tables that are missing or lead nowhere, but not half a cluster, and of a vdi no data at all. These are in the map,
 * which takes what a missing table would list for holes.
 */
export async function assertWhole(conversion: Conversion, run: RunQemuImg): Promise<void> {
  const { source } = conversion
  // Of raw bytes, nobody can tell how many there were.
  if (source.format === 'raw') return
  await run(checkArguments(source), { blame: DAMAGED, passes: SOUND })
  const extents = createExtentReader()
  await run(mapArguments(source), { blame: DAMAGED, onOutput: extents.read })
  const missing = extents.dataEnd() - (await stat(source.path)).size
  if (missing > 0) throw conversionFailed(conversion, `it is cut short, by ${missing} bytes or more; upload it again`)
}
