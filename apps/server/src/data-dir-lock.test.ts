import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ConfigError } from './config.ts'
import { lockDataDir } from './data-dir-lock.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-lock-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('the lock of a data directory', () => {
  test('is for one server at a time', () => {
    const first = lockDataDir(folder)
    expect(() => lockDataDir(folder)).toThrow(
      new ConfigError(`Another server uses the data directory ${folder}: stop it, or choose another --data-dir`),
    )
    first.release()
    lockDataDir(folder).release()
  })

  test('does not hold other directories', () => {
    const first = lockDataDir(join(folder, 'a'))
    const second = lockDataDir(join(folder, 'b'))
    first.release()
    second.release()
  })

  test('makes the directory, for nobody else to read', async () => {
    const dataDir = join(folder, 'a/b')
    lockDataDir(dataDir).release()
    expect((await stat(dataDir)).mode & 0o007).toBe(0)
  })

  test.each([
    { name: 'a file', prepare: (path: string) => writeFile(path, '') },
    {
      name: 'a directory in which the lock cannot be',
      prepare: (path: string) => mkdir(join(path, 'server.lock'), { recursive: true }),
    },
  ])('names the directory when it is $name', async ({ prepare }) => {
    const dataDir = join(folder, 'data')
    await prepare(dataDir)
    expect(() => lockDataDir(dataDir)).toThrow(ConfigError)
    expect(() => lockDataDir(dataDir)).toThrow(`Cannot use the data directory ${dataDir}: `)
  })
})
