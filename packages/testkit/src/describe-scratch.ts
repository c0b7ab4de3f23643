import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Scratch, ScratchFolder } from '@vitrine/core'
import { beforeEach, describe, expect, test } from 'vitest'
import { BLOCK, cut, digest, digestOf, KIB, pattern } from './store-bytes.ts'

/** Every promise of the port. `connect` answers one that has room for some megabytes. */
export function describeScratch(connect: () => Promise<Scratch>): void {
  let scratch: Scratch
  beforeEach(async () => {
    scratch = await connect()
  })

  const write = (folder: ScratchFolder, name: string, bytes: AsyncIterable<Uint8Array>) =>
    folder.write(name, bytes, { signal: new AbortController().signal })

  describe('a file', () => {
    test.for([0, 1, 5 * KIB * KIB + 3])('has all of the %i bytes that were written', async (size) => {
      const bytes = pattern(size)
      await scratch.use(async (folder) => {
        await write(folder, 'disk', cut(bytes, BLOCK))
        expect(await folder.size('disk')).toBe(size)
        expect(await digestOf(await folder.open('disk'))).toBe(digest(bytes))
      })
    })

    test('takes chunks that are only lent', async () => {
      const bytes = pattern(8 * BLOCK)
      async function* lending() {
        const lent = Buffer.alloc(BLOCK)
        for await (const chunk of cut(bytes, BLOCK)) {
          lent.set(chunk)
          yield lent
        }
      }
      await scratch.use(async (folder) => {
        await write(folder, 'disk', lending())
        expect(await digestOf(await folder.open('disk'))).toBe(digest(bytes))
      })
    })

    test('is there for programs of this machine, and so are theirs', async () => {
      await scratch.use(async (folder) => {
        await write(folder, 'source', cut(Buffer.from('a disk'), 2))
        expect(readFileSync(folder.path('source'), 'utf8')).toBe('a disk')
        writeFileSync(folder.path('target'), 'another')
        expect(await digestOf(await folder.open('target'))).toBe(digest(Buffer.from('another')))
      })
    })

    test('is given up with the reason of the signal', async () => {
      const abort = new AbortController()
      const reason = new Error('stopping')
      async function* aborting() {
        yield Buffer.alloc(BLOCK)
        abort.abort(reason)
        yield Buffer.alloc(BLOCK)
      }
      const writing = scratch.use((folder) => folder.write('disk', aborting(), { signal: abort.signal }))
      await expect(writing).rejects.toBe(reason)
    })

    test('fails as what it is made of does', async () => {
      const reason = new Error('lost')
      async function* failing() {
        yield Buffer.alloc(BLOCK)
        throw reason
      }
      await expect(scratch.use((folder) => write(folder, 'disk', failing()))).rejects.toBe(reason)
    })
  })

  describe('a folder', () => {
    const pathOf = async (folder: ScratchFolder) => {
      await write(folder, 'disk', cut(Buffer.from('a disk'), 2))
      return folder.path('disk')
    }

    test('is for one work alone', async () => {
      await scratch.use(async (one) => {
        await scratch.use(async (other) => {
          expect(await pathOf(one)).not.toBe(await pathOf(other))
        })
        expect(existsSync(one.path('disk'))).toBe(true)
      })
    })

    test('goes when its work is done, which answers what it made', async () => {
      const path = await scratch.use(pathOf)
      expect(existsSync(dirname(path))).toBe(false)
    })

    test('goes when its work fails, which says why', async () => {
      let path = ''
      const reason = new Error('no such disk')
      const working = scratch.use(async (folder) => {
        path = await pathOf(folder)
        throw reason
      })
      await expect(working).rejects.toBe(reason)
      expect(existsSync(dirname(path))).toBe(false)
    })
  })
}
