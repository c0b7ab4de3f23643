import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImageClient, NewImage } from '@vitrine/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { glanceV1, imageIn, rowsOf } from '../src/glance-v1.ts'
import { hasProgram } from '../src/movers.ts'
import { USER_GROUPS, type UserGroup } from '../src/user-groups.ts'
import { startWebSite, type WebSite } from '../src/web-site.ts'

const PATIENTLY = 600_000
const GROUPS = (await hasProgram('glance')) ? USER_GROUPS : []
const RAW = ['--disk-format', 'raw', '--container-format', 'bare']

/** A failure that is told in one sentence. */
const refused = (reason: RegExp) => ({
  asymmetricMatch: ({ code, stderr }: { code: number; stderr: string }) =>
    code === 1 && /^[^\n]+\n?$/.test(stderr) && reason.test(stderr),
})

const SUITE = { timeout: PATIENTLY, concurrent: true }

describe.for(GROUPS)('glance, speaking version 1, and a server with $name', SUITE, ({ start }) => {
  const bytes = randomBytes(100_000)
  const checksum = createHash('md5').update(bytes).digest('hex')
  let folder: string
  let file: string
  let web: WebSite
  let group: UserGroup
  /** Looks by version 2 at what version 1 did, and the other way round. */
  let v2: ImageClient
  let admin: ImageClient

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-glance-v1-'))
    file = join(folder, 'source.raw')
    await writeFile(file, bytes)
    web = await startWebSite(bytes)
    group = await start(folder, ['--stores', 'file,http', '--fetch-allow', web.place])
    v2 = await group.member.client()
    admin = await group.admin.client()
  }, PATIENTLY)
  afterAll(async () => {
    await group?.server.end('SIGTERM')
    web?.close()
    await rm(folder, { recursive: true, force: true })
  })

  type Who = 'admin' | 'member' | 'reader' | 'other'
  const glance = (who: Who, ...args: string[]) => glanceV1(group[who], args)
  const create = async (who: Who, name: string, ...options: string[]) =>
    imageIn(await glance(who, 'image-create', '--name', name, ...RAW, ...options))
  const list = async (who: Who, ...options: string[]) => rowsOf(await glance(who, 'image-list', ...options))
  const namesFor = async (who: Who, ...options: string[]) => (await list(who, ...options)).map(({ Name }) => Name)
  /** By version 2. */
  const upload = async (name: string, described: Partial<NewImage> = {}, size = bytes.length): Promise<string> => {
    const { id } = await v2.images.create({ name, disk_format: 'raw', container_format: 'bare', ...described })
    await v2.data.upload(id, new Blob([bytes.subarray(0, size)]))
    return id
  }

  test('creates images of a file and of what is piped in', async () => {
    const id = randomUUID()
    const said = ['--min-disk', '3', '--min-ram', '64', '--checksum', checksum, '--property', 'os_distro=debian']
    await create('member', 'of-a-file', '--id', id, '--file', file, '--is-public', 'False', '--store', 'file', ...said)
    expect(await v2.images.show(id)).toMatchObject({
      name: 'of-a-file',
      status: 'active',
      visibility: 'shared',
      min_disk: 3,
      min_ram: 64,
      os_distro: 'debian',
      size: bytes.length,
      checksum,
    })
    // Of a pipe nobody knows how long it is.
    const piped = imageIn(await glanceV1(group.member, ['image-create', ...RAW], { piped: bytes }))
    expect(await v2.images.show(piped.id)).toMatchObject({ name: null, status: 'active', checksum })
  })

  test('reserves an image, and brings its data later', async () => {
    const reserved = ['image-create', '--name', 'reserved', '--property', 'My-Key=k', '--is-protected', 'True']
    const { id, status, size } = imageIn(await glance('member', ...reserved))
    expect([status, size]).toEqual(['queued', '0'])
    // A terminal is no data.
    await glance('member', 'image-update', 'reserved', ...RAW, '--is-protected', 'False')
    expect(await v2.images.show(id)).toMatchObject({ status: 'queued', protected: false, my_key: 'k' })
    await glance('member', 'image-update', 'reserved', '--file', file)
    expect(await v2.images.show(id)).toMatchObject({ status: 'active', checksum, my_key: 'k' })
    const again = glance('member', 'image-update', 'reserved', '--file', file)
    await expect(again).rejects.toEqual(refused(/which is active/))
  })

  test('brings the data of an image that version 2 reserved', async () => {
    const { id } = await v2.images.create({ name: 'by-v2', disk_format: 'raw', container_format: 'bare' })
    const redirected = await glanceV1(group.member, ['image-update', 'by-v2'], { file })
    expect(imageIn(redirected)).toMatchObject({ id, status: 'active', checksum })
  })

  test('registers what lies on the web', async () => {
    const { id, ...registered } = await create('member', 'on-the-web', '--location', `${web.url}/a`)
    expect(registered).toMatchObject({ status: 'active', size: '100000', checksum: 'None' })
    expect((await glance('member', 'image-download', id)).equals(bytes)).toBe(true)

    const register = (...location: string[]) => create('member', 'no-location', '--location', ...location)
    await Promise.all([
      expect(register(`${web.url}/missing`)).rejects.toEqual(refused(/HTTP 404/)),
      expect(register(`${web.url}/a`, '--size', '5')).rejects.toEqual(refused(/HTTP 409/)),
      expect(register('file:///etc/passwd')).rejects.toEqual(refused(/HTTP 400/)),
    ])
    // Administrators would see killed ones, too.
    expect(await namesFor('admin', '--all-tenants', '--name', 'no-location')).toEqual([])
  })

  test('has the server copy from the web, for administrators only', async () => {
    const source = ['--copy-from', `${web.url}/a`]
    const { id, status } = await create('admin', 'copied', ...source)
    expect(status).toBe('queued')
    const copied = { status: 'active', checksum, size: bytes.length }
    await expect.poll(() => admin.images.show(id), { timeout: PATIENTLY }).toMatchObject(copied)
    await expect(create('member', 'no-copy', ...source)).rejects.toEqual(refused(/HTTP 403.*'copy_from'/))
    expect(await namesFor('admin', '--all-tenants', '--name', 'no-copy')).toEqual([])
  })

  test('lists what passes every filter', async () => {
    const debian = { os_distro: 'debian' }
    // Each of the others is stopped by one filter alone.
    await upload('filtered', debian, 5_000)
    const found = await upload('filtered', debian, 5_000)
    await upload('another', debian, 5_000)
    await upload('filtered', { os_distro: 'fedora' }, 5_000)
    await upload('filtered', debian, 4_999)
    await upload('filtered', debian, 5_001)
    await upload('filtered', { ...debian, container_format: 'ovf' }, 5_000)
    await upload('filtered', { ...debian, disk_format: 'ploop' }, 5_000)
    await v2.images.deactivate(await upload('filtered', debian, 5_000))
    await admin.images.update(await upload('filtered', debian, 5_000), { set: { visibility: 'public' } })

    const { updated_at } = await v2.v1.images.show(found)
    const sizes = ['--size-min', '5000', '--size-max', '5000', '--human-readable']
    const more = ['--property-filter', 'os_distro=debian', '--changes-since', updated_at, '--is-public', 'False']
    expect(await list('admin', '--name', 'filtered', '--status', 'active', ...RAW, ...sizes, ...more)).toEqual([
      {
        ID: found,
        Name: 'filtered',
        'Disk Format': 'raw',
        'Container Format': 'bare',
        Size: '4.9kB',
        Status: 'active',
      },
    ])
  })

  test('lists in every order, page by page, and for administrators what is not theirs', async () => {
    const listed = { listed: 'here' }
    const owner = (await v2.images.show(await upload('page-b', listed, 100))).owner ?? ''
    await upload('page-a', listed, 300)
    await upload('page-c', listed, 200)
    const names = (who: Who, ...options: string[]) => namesFor(who, '--property-filter', 'listed=here', ...options)
    const lists = [
      names('member', '--page-size', '2'),
      names('member', '--page-size', '1', '--sort-key', 'size', '--sort-dir', 'desc'),
      names('admin'),
      names('admin', '--all-tenants'),
      names('admin', '--owner', owner),
      names('admin', '--owner', group.otherProject),
    ]
    const all = ['page-a', 'page-b', 'page-c']
    expect(await Promise.all(lists)).toEqual([all, ['page-a', 'page-c', 'page-b'], [], all, all, []])
    const nonsense = list('member', '--changes-since', 'yesterday')
    await expect(nonsense).rejects.toEqual(refused(/HTTP 400.*'changes-since'/))
  })

  test('shows, changes and downloads an image by its name', async () => {
    const id = await upload('to-change', { os_distro: 'debian', os_version: '13' })
    expect(imageIn(await glance('member', 'image-show', '--human-readable', 'to-change'))).toMatchObject({
      id,
      size: '97.7kB',
      is_public: 'False',
      "Property 'os_version'": '13',
    })
    const update = (...options: string[]) => glance('member', 'image-update', ...options)
    const limits = ['--min-disk', '5', '--min-ram', '6', '--is-protected', 'True']
    await update('to-change', ...limits, '--property', 'os_version=14')
    const changed = { min_disk: 5, min_ram: 6, protected: true, os_distro: 'debian', os_version: '14' }
    expect(await v2.images.show(id)).toMatchObject(changed)
    await update(id, '--purge-props', '--property', 'os_version=15', '--name', 'changed', '--is-protected', 'False')
    const { os_distro, ...purged } = await v2.images.show(id)
    expect([purged, os_distro]).toMatchObject([{ name: 'changed', protected: false, os_version: '15' }, undefined])

    const copy = join(folder, 'changed.copy')
    await glance('member', 'image-download', '--file', copy, '--progress', 'changed')
    expect((await readFile(copy)).equals(bytes)).toBe(true)
  })

  test('deletes one image, or several, and lists them as deleted', async () => {
    const [one, two, three] = [await upload('gone'), await upload('gone'), await upload('gone')]
    const { created_at } = await v2.images.show(one)
    await glance('member', 'image-delete', one)
    await glance('member', 'image-delete', two, three)
    const gone = await list('member', '--name', 'gone', '--changes-since', created_at)
    expect(gone.map(({ ID, Status }) => `${ID} ${Status}`).toSorted()).toEqual(
      [one, two, three].map((id) => `${id} deleted`).toSorted(),
    )
    for (const id of [one, two, three]) await expect(v2.images.show(id)).rejects.toMatchObject({ status: 404 })
  })

  test('leaves what concerns all projects to administrators', async () => {
    const id = await upload('for-all')
    const publish = ['image-update', id, '--is-public', 'True']
    await expect(glance('member', ...publish)).rejects.toEqual(refused(/HTTP 403.*'publicize_image'/))
    await glance('admin', ...publish)
    expect(await v2.images.show(id)).toMatchObject({ visibility: 'public' })
    expect(await namesFor('other', '--name', 'for-all')).toEqual(['for-all'])
    await expect(glance('other', 'image-update', id, '--name', 'mine')).rejects.toEqual(refused(/HTTP 403/))
    await glance('admin', 'image-update', id, '--is-public', 'False', '--owner', group.otherProject)
    await expect(v2.images.show(id)).rejects.toMatchObject({ status: 404 })
    expect(await admin.images.show(id)).toMatchObject({ visibility: 'shared', owner: group.otherProject })
  })

  test('tells in one sentence what is not there, and what may not be', async () => {
    const id = await upload('kept', { protected: true })
    await Promise.all([
      expect(glance('member', 'image-show', randomUUID())).rejects.toEqual(refused(/No image with a name or ID of/)),
      expect(glance('other', 'image-download', id)).rejects.toEqual(refused(/No image with a name or ID of/)),
      expect(glance('reader', 'image-download', id)).rejects.toEqual(refused(/HTTP 403/)),
      expect(create('reader', 'a', '--file', file)).rejects.toEqual(refused(/HTTP 403.*'add_image'/)),
      expect(create('member', 'a', '--property', 'os_glance_x=1')).rejects.toEqual(refused(/HTTP 403.*reserved/)),
      expect(create('member', 'a', '--disk-format', 'zip')).rejects.toEqual(refused(/HTTP 400.*'disk_format'/)),
      expect(create('member', 'wrong', '--file', file, '--checksum', 'f'.repeat(32))).rejects.toEqual(
        refused(/HTTP 400.*checksum/),
      ),
    ])
    // This command goes on with the next image, and ends well whatever happened.
    const deletion = await glance('member', 'image-delete', id)
    expect(deletion.toString()).toMatch(/^HTTP 403 .* is protected: .*: Unable to delete image \S+\n$/)
    expect(await v2.images.show(id)).toMatchObject({ status: 'active' })
    expect(await namesFor('admin', '--all-tenants', '--status', 'killed')).toEqual(['wrong'])
  })

  test('shares an image, which its members see at once and may share in turn', async () => {
    const { otherProject } = group
    const id = await upload('shared')
    await glance('member', 'member-create', 'shared', otherProject)
    expect(await namesFor('other', '--name', 'shared')).toEqual(['shared'])
    expect(await v2.members.list(id)).toMatchObject([{ member_id: otherProject, status: 'pending' }])
    await expect(glance('other', 'member-create', id, 'elsewhere')).rejects.toEqual(refused(/HTTP 404/))
    await glance('member', 'member-create', '--can-share', 'shared', otherProject)
    await glance('other', 'member-create', id, 'elsewhere')

    const membership = { 'Image ID': id, 'Member ID': otherProject, 'Can Share': 'True' }
    const members = rowsOf(await glance('member', 'member-list', '--image-id', id))
    // What is false this client leaves empty.
    expect(members).toEqual([membership, { 'Image ID': id, 'Member ID': 'elsewhere', 'Can Share': '' }])
    expect(rowsOf(await glance('other', 'member-list', '--tenant-id', otherProject))).toEqual([membership])
    const foreign = glance('member', 'member-list', '--tenant-id', otherProject)
    await expect(foreign).rejects.toEqual(refused(/HTTP 403/))

    await glance('member', 'member-delete', 'shared', otherProject)
    expect(await namesFor('other', '--name', 'shared')).toEqual([])
    await expect(glance('member', 'member-delete', id, otherProject)).rejects.toEqual(refused(/HTTP 404/))
  })

  test('sends names and values percent-encoded, which nobody decodes', async () => {
    const { id, name } = await create('member', 'Größe 100%', '--property', 'ort=Zürich/a:b')
    expect(name).toBe('Gr%C3%B6%C3%9Fe%20100%25')
    expect(await v2.images.show(id)).toMatchObject({ name, ort: 'Z%C3%BCrich/a:b' })
    expect(await namesFor('member', '--name', name, '--property-filter', 'ort=Z%C3%BCrich/a:b')).toEqual([name])
    const unencoded = glance('member', 'image-show', 'Größe 100%')
    await expect(unencoded).rejects.toEqual(refused(/No image with a name or ID of 'Größe 100%' exists/))

    await v2.images.update(id, { set: { name: 'Größe 100%', ort: 'Zürich' } })
    expect(await namesFor('member', '--name', 'Größe 100%')).toEqual(['Größe 100%'])
    const shown = imageIn(await glance('member', 'image-show', 'Größe 100%'))
    // The bytes of UTF-8, each of which this client takes for a character.
    expect(shown).toMatchObject({ id, "Property 'ort'": Buffer.from('Zürich').toString('latin1') })
  })
})
