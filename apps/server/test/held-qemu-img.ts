import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { PATIENTLY } from './uforge-user.ts'

/** What it makes of every disk: the same raw one. */
export const CONVERTED = 'a converted disk'

/** Stands in for qemu-img, which finds fault with nothing: begins to convert, and goes on when it is let go. */
export async function holdQemuImg() {
  const folder = await mkdtemp(join(tmpdir(), 'held-qemu-img-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const at = (name: string) => join(folder, name)
  await writeFile(at('held'), '')
  await writeFile(
    at('qemu-img'),
    `#!/bin/sh
case $1 in
  --version) echo qemu-img version 1.2.3; exit ;;
  convert) ;;
  *) exit ;;
esac
echo $$ > ${at('pid.new')} && mv ${at('pid.new')} ${at('pid')}
while [ -e ${at('held')} ]; do sleep 0.1; done
for target; do :; done
printf '${CONVERTED}' > "$target"
`,
  )
  await chmod(at('qemu-img'), 0o755)

  return {
    program: at('qemu-img'),

    /** Resolves to the id of its process once it is in the middle of a conversion. */
    async begun(): Promise<number> {
      const pid = () => readFile(at('pid'), 'utf8').catch(() => '')
      await expect.poll(pid, PATIENTLY).toMatch(/^\d+\n$/)
      return Number(await pid())
    },

    letGo: () => rm(at('held')),
  }
}
