import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningServer, serve } from '@vitrine/server-app'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Outcome, runCommand } from './terminal.ts'

const BYTES = Buffer.alloc(2.5 * 2 ** 20, 'vitrine')
const MD5 = createHash('md5').update(BYTES).digest('hex')
const WRONG = MD5.replaceAll(/./g, '0')

/** As long as a busy machine may need. */
const PATIENTLY = { timeout: 20_000, interval: 20 }

// One server for all, where everybody is the administrator: every test has names of its own.
let directory: string
let file: string
let site: string
let server: RunningServer
const web = createServer((_, response) => response.setHeader('content-length', BYTES.length).end(BYTES))

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'cli-'))
  file = join(directory, 'disk')
  await writeFile(file, BYTES)
  await once(web.listen(0, '127.0.0.1'), 'listening')
  const place = `127.0.0.1:${(web.address() as AddressInfo).port}`
  site = `http://${place}/image`
  const data_dir = join(directory, 'data')
  const settings = { auth: 'none', stores: 'file,http', fetch_allow: place, log_level: 'silent' }
  server = await serve({ flags: { ...settings, data_dir, listen: '127.0.0.1:0' }, environment: {} })
})
afterAll(async () => {
  server.stop('end of test')
  await server.stopped
  web.closeAllConnections()
  web.close()
  await rm(directory, { recursive: true })
})

type Surroundings = Parameters<typeof runCommand>[1]

const v1 = (words: string[], surroundings?: Surroundings): Promise<Outcome> =>
  runCommand(['image', 'v1', ...words, '--url', server.url], surroundings)

/** What a command prints that has to succeed. */
async function done(words: string[], surroundings?: Surroundings): Promise<string> {
  const { exitCode, stdout, stderr } = await v1(words, surroundings)
  expect([exitCode, stderr]).toEqual([0, ''])
  return stdout
}

const json = async (words: string[], surroundings?: Surroundings) =>
  JSON.parse(await done([...words, '-f', 'json'], surroundings))

const listed = async (...words: string[]): Promise<string[]> =>
  (await json(['list', ...words])).map(({ name }: { name: string }) => name)

/** What version 2 of the API has to say. */
const byV2 = async (name: string) =>
  JSON.parse((await runCommand(['image', 'show', name, '--url', server.url, '-f', 'json'])).stdout)

describe('image v1 create', () => {
  it('uploads a file, with all there is to say', async () => {
    const words = [
      'create',
      'Zürich 💽',
      '--file',
      file,
      '--container-format',
      'ovf',
      '--min-disk',
      '5',
      '--min-ram',
      '64',
    ]
    const said = ['--property', 'City=日本', '--property', 'none=', '--public', '--protected', '--checksum', MD5]
    expect(await json([...words, ...said, '--size', String(BYTES.length)])).toMatchObject({
      name: 'Zürich 💽',
      status: 'active',
      size: BYTES.length,
      checksum: MD5,
      disk_format: 'raw',
      container_format: 'ovf',
      is_public: true,
      protected: true,
      min_disk: 5,
      min_ram: 64,
      properties: { city: '日本', none: null },
    })
    expect(await byV2('Zürich 💽')).toMatchObject({ visibility: 'public', city: '日本', checksum: MD5 })
  })

  it('uploads a pipe, and prints a table', async () => {
    const stdout = await done(['create', 'piped', '--file', '-'], { stdin: BYTES })
    expect(stdout).toMatch(/^name +piped\nstatus +active\nsize +2621440 \(2\.5 MiB\)\n/m)
    expect(await byV2('piped')).toMatchObject({ visibility: 'shared', disk_format: 'raw', checksum: MD5 })
  })

  it('shows progress to people only', async () => {
    const { stderr } = await v1(['create', 'watched', '--file', file], { isTTY: true })
    expect(stderr).toContain('100%  2.5 MiB of 2.5 MiB')
  })

  it('makes a record without data, in the formats that belong together', async () => {
    const status = 'queued'
    expect(await json(['create', 'a'])).toMatchObject({ status, disk_format: 'raw', container_format: 'bare' })
    for (const option of ['--disk-format', '--container-format']) {
      const format = { disk_format: 'aki', container_format: 'aki' }
      expect(await json(['create', 'a', option, 'aki'])).toMatchObject({ status, ...format })
    }
  })

  it('makes an empty image', async () => {
    expect(await json(['create', 'empty', '--size', '0'])).toMatchObject({ status: 'active', size: 0 })
  })

  it('registers a location', async () => {
    const image = await json(['create', 'elsewhere', '--location', site])
    expect(image).toMatchObject({ status: 'active', size: BYTES.length })
  })

  it('registers a location with a checksum, which the server verifies first', async () => {
    const { id, status } = await json(['create', 'verified', '--location', site, '--checksum', MD5])
    expect(status).toBe('saving')
    await vi.waitFor(async () => {
      expect(await json(['show', id])).toMatchObject({ status: 'active', size: BYTES.length, checksum: MD5 })
    }, PATIENTLY)
    await done(['save', id, '--file', join(directory, 'elsewhere')])
    expect((await readFile(join(directory, 'elsewhere'))).equals(BYTES)).toBe(true)
  })

  it('has the server copy from a URL', async () => {
    const { id, status } = await json(['create', 'copied', '--copy-from', site, '--store', 'file'])
    expect(status).toBe('queued')
    await vi.waitFor(async () => {
      expect(await json(['show', id])).toMatchObject({ status: 'active', checksum: MD5 })
    }, PATIENTLY)
  })

  for (const [what, words] of [
    ['of another checksum', ['--checksum', WRONG]],
    ['of another size', ['--size', '5']],
  ] as const) {
    it(`leaves nothing of data ${what}, protected or not`, async () => {
      for (const options of [[], ['--protected']]) {
        const { exitCode, stdout, stderr } = await v1(['create', 'wrong', '--file', file, ...words, ...options])
        expect([exitCode, stdout]).toEqual([1, ''])
        expect(stderr).toMatch(/image \S+ was removed again\nvitrine: 400 Bad Request: /)
      }
      expect(await listed('--name', 'wrong', '--is-public', 'none')).toEqual([])
    })
  }

  it('says nothing of images where none was made', async () => {
    const { exitCode, stderr } = await v1(['create', 'wrong', '--file', file, '--disk-format', 'zip'])
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^vitrine: 400 Bad Request: 'disk_format' must/)])
  })

  it('never removes an image that has the id already', async () => {
    const { id } = await json(['create', 'first', '--file', file])
    const { exitCode, stderr } = await v1(['create', 'second', '--id', id, '--file', file])
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^vitrine: 409 Conflict: /)])
    expect(await json(['show', id])).toMatchObject({ name: 'first', status: 'active' })
  })
})

describe('image v1 set', () => {
  it('changes what was given, and keeps other properties', async () => {
    const { id } = await json(['create', 'set', '--property', 'a=1', '--property', 'b=2'])
    const words = ['--name', 'set again', '--min-ram', '7', '--property', 'a=3', '--public', '--protected']
    expect(await json(['set', id, ...words])).toMatchObject({
      name: 'set again',
      min_ram: 7,
      is_public: true,
      protected: true,
      properties: { a: '3', b: '2' },
    })
    expect(await json(['set', 'set again', '--private', '--unprotected'])).toMatchObject({
      is_public: false,
      protected: false,
    })
  })

  it('removes properties that are not given', async () => {
    const { id } = await json(['create', 'purged', '--property', 'a=1', '--property', 'b=2'])
    expect(await json(['set', id, '--purge-properties', '--property', 'c=3'])).toMatchObject({ properties: { c: '3' } })
    expect(await json(['set', id, '--purge-properties'])).toMatchObject({ properties: {} })
  })

  it('uploads data, and keeps properties', async () => {
    const { id } = await json(['create', 'later', '--property', 'a=1'])
    const filled = { status: 'active', checksum: MD5, properties: { a: '1' } }
    expect(await json(['set', id, '--file', '-'], { stdin: BYTES })).toMatchObject(filled)
    const { exitCode, stderr } = await v1(['set', id, '--file', file])
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('vitrine: 409 ')])
  })

  it('uploads a file without a byte', async () => {
    const empty = join(directory, 'empty')
    await writeFile(empty, '')
    const { id } = await json(['create', 'no bytes'])
    expect(await json(['set', id, '--file', empty])).toMatchObject({ status: 'active', size: 0 })
  })
})

describe('image v1 list, show and delete', () => {
  it('list what fits the filters', async () => {
    for (const [name, disk, property] of [
      ['list-c', 'raw', 'one'],
      ['list-a', 'iso', 'one'],
      ['list-b', 'raw', 'two'],
    ] as const) {
      await done(['create', name, '--disk-format', disk, '--property', `list=${property}`])
    }
    expect(await listed('--property', 'list=one')).toEqual(['list-a', 'list-c'])
    expect(await listed('--property', 'list=one', '--sort', 'name:desc')).toEqual(['list-c', 'list-a'])
    expect(await listed('--property', 'list=one', '--disk-format', 'raw')).toEqual(['list-c'])
    expect(await listed('--status', 'queued', '--name', 'list-b')).toEqual(['list-b'])
    expect(await listed('--property', 'list=one', '--limit', '1')).toEqual(['list-a'])
    expect(await listed('--property', 'list=one', '--size-min', '1')).toEqual([])
    expect(await listed('--property', 'list=one', '--is-public', 'false', '--unprotected')).toHaveLength(2)
    expect(await listed('--property', 'list=one', '--changes-since', '2999-01-01T00:00:00')).toEqual([])
  })

  it('print columns', async () => {
    const { id } = await json(['create', 'columns', '--size', '0'])
    const rows = async (...words: string[]) =>
      (await done(['list', '--name', 'columns', ...words])).split('\n').map((line) => line.split(/ {2,}/))
    expect(await rows()).toEqual([['id', 'name', 'status'], [id, 'columns', 'active'], ['']])
    expect((await rows('--long'))[0]?.slice(3, 7)).toEqual(['size', 'disk_format', 'container_format', 'is_public'])
  })

  it('delete by id and by name, and go on after a failure', async () => {
    const { id } = await json(['create', 'delete-a'])
    await done(['create', 'delete-b'])
    const { exitCode, stdout, stderr } = await v1(['delete', id, 'nothing', 'delete-b'])
    expect([exitCode, stdout]).toEqual([1, ''])
    expect(stderr).toBe("vitrine: nothing: There is no image with the id or name 'nothing'\n")
    expect(await listed('--deleted', '--name', 'delete-b')).toEqual(['delete-b'])
    expect(await json(['show', id])).toMatchObject({ name: 'delete-a', deleted: true, status: 'deleted' })
    expect((await v1(['show', 'delete-b'])).exitCode).toBe(1)
  })
})

describe('image v1 save', () => {
  it('writes a file, or into a pipe', async () => {
    const { id } = await json(['create', 'saved', '--file', file])
    const target = join(directory, 'saved')
    expect(await done(['save', id, '--file', target])).toBe('')
    expect((await readFile(target)).equals(BYTES)).toBe(true)
    expect(await done(['save', 'saved'])).toBe(BYTES.toString())
  })

  it('refuses an image without data, and leaves no file', async () => {
    const { id } = await json(['create', 'unsaved'])
    const { exitCode, stderr } = await v1(['save', id, '--file', join(directory, 'unsaved')])
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(`404 Not Found: Image ${id} has no data yet`)])
    expect((await readdir(directory)).filter((name) => name.startsWith('unsaved'))).toEqual([])
  })

  it('says when it could not verify', async () => {
    const { id } = await json(['create', 'unknown', '--size', '0'])
    const { exitCode, stderr } = await v1(['save', id])
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('not verified')])
  })
})

describe('image v1 member and shared', () => {
  it('share an image, and end that', async () => {
    const { id: image_id } = await json(['create', 'lent', '--file', file])
    expect(await done(['member', 'set', 'lent', 'project-a'])).toBe('')
    await done(['member', 'set', image_id, 'project-b', '--can-share'])
    const members = [
      { member_id: 'project-a', can_share: false },
      { member_id: 'project-b', can_share: true },
    ]
    expect(await json(['member', 'list', 'lent'])).toEqual(members)
    await done(['member', 'set', image_id, 'project-b'])
    expect(await json(['shared', 'project-b'])).toEqual([{ image_id, can_share: true }])
    await done(['member', 'set', image_id, 'project-b', '--no-can-share'])
    expect(await json(['shared', 'project-b'])).toEqual([{ image_id, can_share: false }])
    expect(await done(['member', 'remove', 'lent', 'project-a'])).toBe('')
    expect(await done(['member', 'list', 'lent'])).toBe('member_id  can_share\nproject-b  false\n')
  })
})
