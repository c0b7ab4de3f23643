import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Cloud, cell, glance, openstack } from '../src/cloud.ts'
import { hasProgram, sameBytes } from '../src/movers.ts'
import { USER_GROUPS, type UserGroup } from '../src/user-groups.ts'

const PATIENTLY = 180_000
const HAS = { openstack: await hasProgram('openstack'), glance: await hasProgram('glance') }

const forbidden = expect.objectContaining({
  stderr: expect.stringMatching(/403|Forbidden|not (authorized|permitted)/i),
})
const missing = expect.objectContaining({ stderr: expect.stringMatching(/404|No Image found|not found/i) })

describe.for(USER_GROUPS)('a server with $name', ({ start }) => {
  let folder: string
  let group: UserGroup
  let source: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-clients-'))
    source = join(folder, 'source.raw')
    await writeFile(source, Buffer.alloc(100_000, 'image'))
    group = await start(folder)
  }, PATIENTLY)
  afterAll(async () => {
    await group?.server.end('SIGTERM')
    await rm(folder, { recursive: true, force: true })
  })

  describe.runIf(HAS.openstack)('and the command openstack', { timeout: PATIENTLY }, () => {
    const create = async (cloud: Cloud, name: string, ...options: string[]): Promise<string> =>
      JSON.parse(await openstack(cloud, 'image', 'create', '--file', source, '-f', 'json', ...options, name)).id
    const show = async (cloud: Cloud, id: string) =>
      JSON.parse(await openstack(cloud, 'image', 'show', '-f', 'json', id))
    const namesFor = async (cloud: Cloud): Promise<string[]> =>
      JSON.parse(await openstack(cloud, 'image', 'list', '-f', 'json')).map(({ Name }: { Name: string }) => Name)

    test('lets a member create, list, show, set, save and delete', async () => {
      const { member } = group
      const id = await create(member, 'own')
      expect(await namesFor(member)).toContain('own')
      await openstack(member, 'image', 'set', '--property', 'os_distro=debian', 'own')
      const shown = JSON.parse(await openstack(member, 'image', 'show', '-f', 'json', 'own'))
      expect(shown).toMatchObject({ id, status: 'active', properties: { os_distro: 'debian' } })
      const copy = join(folder, 'openstack.copy')
      await openstack(member, 'image', 'save', '--file', copy, 'own')
      expect(await sameBytes(source, copy)).toBe(true)
      await openstack(member, 'image', 'delete', 'own')
      expect(await namesFor(member)).not.toContain('own')
    })

    test('changes tags and properties, and finds images by them, in order', async () => {
      const { member } = group
      const found = ['--tag', 'lts', '--property', 'os_distro=debian']
      const b = await create(member, 'found b', ...found)
      const a = await create(member, 'found a')
      await openstack(member, 'image', 'set', '--tag', 'testing', '--property', 'os_version=13', ...found, a)
      const list = ['image', 'list', '--long', '--sort', 'name:asc', '-f', 'json', ...found]
      expect(JSON.parse(await openstack(member, ...list))).toMatchObject([
        { ID: a, Name: 'found a', Tags: ['lts', 'testing'] },
        { ID: b, Name: 'found b', Tags: ['lts'] },
      ])
      await openstack(member, 'image', 'unset', '--tag', 'lts', '--property', 'os_version', a)
      const { tags, properties } = await show(member, a)
      expect([tags, properties.os_distro, properties.os_version]).toEqual([['testing'], 'debian', undefined])
      await openstack(member, 'image', 'delete', a, b)
    })

    test('takes an image out of use, and puts it back', async () => {
      const { admin, member } = group
      const id = await create(member, 'to deactivate')
      await openstack(member, 'image', 'set', '--deactivate', id)
      expect(await show(member, id)).toMatchObject({ status: 'deactivated' })
      const copy = join(folder, 'deactivated.copy')
      await expect(openstack(member, 'image', 'save', '--file', copy, id)).rejects.toThrow('Unable to download image')
      await openstack(admin, 'image', 'save', '--file', copy, id)
      expect(await sameBytes(source, copy)).toBe(true)
      await openstack(member, 'image', 'set', '--activate', id)
      await openstack(member, 'image', 'save', '--file', copy, id)
      await openstack(member, 'image', 'delete', id)
    })

    test('shares an image with a project, which accepts it', async () => {
      const { member, other, otherProject } = group
      const id = await create(member, 'for others')
      await expect(openstack(other, 'image', 'show', id)).rejects.toEqual(missing)
      await openstack(member, 'image', 'add', 'project', id, otherProject)
      expect(await namesFor(other)).not.toContain('for others')
      await openstack(other, 'image', 'set', '--accept', id)
      expect(await namesFor(other)).toContain('for others')
      const copy = join(folder, 'shared.copy')
      await openstack(other, 'image', 'save', '--file', copy, id)
      expect(await sameBytes(source, copy)).toBe(true)
      await expect(openstack(other, 'image', 'delete', id)).rejects.toEqual(forbidden)
      await openstack(member, 'image', 'remove', 'project', id, otherProject)
      await expect(openstack(other, 'image', 'show', id)).rejects.toEqual(missing)
      await openstack(member, 'image', 'delete', id)
    })

    test('lets a reader look, and no more', async () => {
      const { member, reader } = group
      const id = await create(member, 'to look at')
      expect(await namesFor(reader)).toContain('to look at')
      await openstack(reader, 'image', 'show', id)
      const copy = join(folder, 'reader.copy')
      // This client tells no more of a refused download.
      await expect(openstack(reader, 'image', 'save', '--file', copy, id)).rejects.toThrow('Unable to download image')
      await expect(openstack(reader, 'image', 'set', '--name', 'mine', id)).rejects.toEqual(forbidden)
      await expect(openstack(reader, 'image', 'delete', id)).rejects.toEqual(forbidden)
      await expect(create(reader, 'by a reader')).rejects.toEqual(forbidden)
      await openstack(member, 'image', 'delete', id)
    })

    test('leaves what concerns all projects to administrators, who find a project by its name', async () => {
      const { admin, member, other } = group
      const id = await create(member, 'for all')
      await expect(openstack(member, 'image', 'set', '--public', id)).rejects.toEqual(forbidden)
      await openstack(admin, 'image', 'set', '--public', id)
      expect(await namesFor(other)).toContain('for all')
      await openstack(admin, 'image', 'set', '--shared', id)
      await openstack(admin, 'image', 'add', 'project', id, 'admin')
      expect(await openstack(member, 'image', 'member', 'list', '-f', 'json', id)).toContain('pending')
      await openstack(admin, 'image', 'delete', id)
      expect(await namesFor(member)).not.toContain('for all')
    })
  })

  describe.runIf(HAS.glance)('and the command glance', { timeout: PATIENTLY }, () => {
    const create = async (cloud: Cloud, name: string, ...options: string[]): Promise<string> => {
      const format = ['--disk-format', 'raw', '--container-format', 'bare']
      return cell(await glance(cloud, 'image-create', '--name', name, ...format, '--file', source, ...options), 'id')
    }

    test('lets a member create, list, show, update, download and delete', async () => {
      const { member } = group
      const id = await create(member, 'by-glance')
      expect(await glance(member, 'image-list')).toContain(id)
      await glance(member, 'image-update', '--property', 'os_distro=debian', id)
      expect(cell(await glance(member, 'image-show', id), 'os_distro')).toBe('debian')
      const copy = join(folder, 'glance.copy')
      await glance(member, 'image-download', '--file', copy, id)
      expect(await sameBytes(source, copy)).toBe(true)
      await glance(member, 'image-delete', id)
      expect(await glance(member, 'image-list')).not.toContain(id)
    })

    test('changes tags and properties, and finds images by them, in order', async () => {
      const { member } = group
      const found = ['--property', 'os_distro=debian', '--property', 'os_version=13']
      const b = await create(member, 'glance-found-b', ...found)
      const a = await create(member, 'glance-found-a', ...found)
      for (const id of [b, a]) await glance(member, 'image-tag-update', id, 'glance lts')
      const list = ['image-list', '--sort', 'name:asc', '--property-filter', 'os_distro=debian', '--tag', 'glance lts']
      expect(await glance(member, ...list)).toMatch(new RegExp(`${a}.*${b}`, 's'))
      await glance(member, 'image-update', '--remove-property', 'os_version', a)
      await glance(member, 'image-tag-delete', a, 'glance lts')
      const shown = await glance(member, 'image-show', a)
      expect(shown).toMatch(/^\| tags +\| \[\] /m)
      expect(shown).not.toContain('os_version')
      await glance(member, 'image-delete', a, b)
    })

    test('takes an image out of use, and puts it back', async () => {
      const { member } = group
      const id = await create(member, 'glance-to-deactivate')
      await glance(member, 'image-deactivate', id)
      expect(cell(await glance(member, 'image-show', id), 'status')).toBe('deactivated')
      const copy = join(folder, 'glance-deactivated.copy')
      await expect(glance(member, 'image-download', '--file', copy, id)).rejects.toEqual(forbidden)
      await glance(member, 'image-reactivate', id)
      await glance(member, 'image-download', '--file', copy, id)
      expect(await sameBytes(source, copy)).toBe(true)
      await glance(member, 'image-delete', id)
    })

    test('shares an image with a project, which accepts it', async () => {
      const { member, other, otherProject } = group
      const id = await create(member, 'glance-for-others')
      await glance(member, 'member-create', id, otherProject)
      expect(await glance(other, 'image-list')).not.toContain(id)
      await glance(other, 'member-update', id, otherProject, 'accepted')
      expect(await glance(other, 'image-list')).toContain(id)
      await expect(glance(other, 'image-delete', id)).rejects.toEqual(forbidden)
      await glance(member, 'member-delete', id, otherProject)
      expect(await glance(other, 'image-list')).not.toContain(id)
      await glance(member, 'image-delete', id)
    })

    test('lets a reader look, and no more', async () => {
      const { member, reader } = group
      const id = await create(member, 'glance-to-look-at')
      expect(cell(await glance(reader, 'image-show', id), 'status')).toBe('active')
      await expect(glance(reader, 'image-delete', id)).rejects.toEqual(forbidden)
      await expect(glance(reader, 'image-download', '--file', join(folder, 'no'), id)).rejects.toEqual(forbidden)
      await expect(create(reader, 'glance-by-reader')).rejects.toEqual(forbidden)
      await glance(member, 'image-delete', id)
    })
  })
})
