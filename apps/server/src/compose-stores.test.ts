import { mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ReadableStore } from '@vitrine/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { composeStores } from './compose-stores.ts'
import { ConfigError } from './config.ts'
import { readStores } from './store-settings.ts'

const remote: ReadableStore = {
  scheme: 'http',
  locate: (key) => key,
  open: () => Promise.reject(new Error('Not expected to be read')),
}

let folder: string
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'vitrine-stores-')))
})
afterEach(() => rm(folder, { recursive: true }))

const compose = (text: string) =>
  composeStores(readStores({ text, origin: '--stores' }, { origin: 'file', stores: {} }, folder), remote)

async function filesIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

describe('stores', () => {
  test('are made where they are not there yet, and left empty', async () => {
    const stores = await compose(`file,slow=file:${folder}/a/b,web=http`)
    expect(stores.all).toMatchObject([
      {
        id: 'file',
        readOnly: false,
        properties: { data_dir: join(folder, 'images'), chunk_size: 1048576, thin_provisioning: false },
      },
      { id: 'slow', readOnly: false, properties: { data_dir: join(folder, 'a/b') } },
      { id: 'web', readOnly: true, store: remote, properties: {} },
    ])
    expect([stores.default.id, stores.several]).toStrictEqual(['file', true])
    expect(await filesIn(folder)).toStrictEqual([])
  })

  test('that cannot be made stop the start, named (U7)', async () => {
    await writeFile(join(folder, 'taken'), '')
    const composed = compose(`file,slow=file:${folder}/taken`)
    await expect(composed).rejects.toThrow(ConfigError)
    await expect(composed).rejects.toThrow(`Cannot use the store 'slow' in ${folder}/taken: ENOTDIR`)
    await expect(composed).rejects.toThrow('Choose another place with --stores or --data-dir')
  })

  // The super-user of the machine writes everywhere else.
  test.runIf(process.platform === 'linux')('that cannot be written to stop the start, named (U7)', async () => {
    await mkdir(join(folder, 'odd'))
    await symlink('/proc', join(folder, 'odd/incoming'))
    const composed = compose(`file,slow=file:${folder}/odd`)
    await expect(composed).rejects.toThrow(ConfigError)
    await expect(composed).rejects.toThrow(/^Cannot use the store 'slow' in \S+: E[A-Z]+: .*'\S+incoming\S+'/)
  })

  test('do not share a directory, whatever it is called', async () => {
    await symlink(join(folder, 'images'), join(folder, 'alias'))
    await mkdir(join(folder, 'images'))
    await expect(compose(`file,slow=file:${folder}/alias`)).rejects.toThrow(
      new ConfigError(
        `The stores 'file' and 'slow' share the directory ${folder}/images: give each its own with --stores`,
      ),
    )
  })
})
