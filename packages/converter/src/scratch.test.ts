import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describeScratch } from '@vitrine/testkit'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createFileScratch } from './scratch.ts'

const run = promisify(execFile)
const MIB = 1024 * 1024

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'scratch-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

async function* bytes(size: number): AsyncGenerator<Uint8Array> {
  for (let left = size; left > 0; left -= MIB) yield Buffer.alloc(Math.min(left, MIB), 7)
}

const { signal } = new AbortController()

describe('scratch in files', () => {
  describeScratch(() => createFileScratch({ dir }))

  test('is for its owner alone, in folders that are made where there are none', async () => {
    const scratch = await createFileScratch({ dir: join(dir, 'data', 'scratch') })
    const { mode } = await scratch.use((folder) => stat(dirname(folder.path('disk'))))
    expect(mode & 0o777).toBe(0o700)
  })

  test('has nothing of what a process left that was killed (R8)', async () => {
    await mkdir(join(dir, 'work-abcdef', 'target.123456'), { recursive: true })
    await writeFile(join(dir, 'work-abcdef', 'source'), 'half a disk')
    await createFileScratch({ dir })
    expect(await readdir(dir)).toStrictEqual([])
  })

  test('stays on the other disk that it is a link to', async () => {
    await mkdir(join(dir, 'big', 'work-abcdef'), { recursive: true })
    await symlink(join(dir, 'big'), join(dir, 'link'))
    const scratch = await createFileScratch({ dir: join(dir, 'link') })
    expect(await scratch.use(() => readdir(join(dir, 'big')))).toHaveLength(1)
  })

  // A full disk cannot be had for less than a file system of its own.
  const mayMount = process.platform === 'linux' && process.getuid?.() === 0
  describe.runIf(mayMount)('on a small disk (only as root, who may mount one)', () => {
    beforeEach(({ skip }) =>
      run('mount', ['-t', 'tmpfs', '-o', 'size=2m,nr_inodes=8', 'tmpfs', dir]).catch(() =>
        skip('mount is not permitted'),
      ),
    )
    afterEach(() => run('umount', [dir]))

    test('says that it is full, keeps nothing, and takes what fits next', async () => {
      const scratch = await createFileScratch({ dir })
      const write = (size: number) => scratch.use((folder) => folder.write('disk', bytes(size), { signal }))
      await expect(write(3 * MIB)).rejects.toMatchObject({ code: 'storeFull' })
      expect(await readdir(dir)).toStrictEqual([])
      await write(MIB)
    })

    test('says that it is full when there is not even room for a folder', async () => {
      const scratch = await createFileScratch({ dir })
      for (let file = 0; file < 7; file++) await writeFile(join(dir, `${file}`), '')
      await expect(scratch.use(async () => undefined)).rejects.toMatchObject({ code: 'storeFull' })
    })
  })
})
