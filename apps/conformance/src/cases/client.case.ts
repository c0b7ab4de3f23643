import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NewImage } from '@vitrine/client'
import { conformanceCase } from '../conformance-case.ts'
import { digest, inChunks, readAll, someBytes } from '../requests.ts'

conformanceCase(
  { id: 'client.versions', title: 'The client reads the versions', operation: 'listVersions', status: 200 },
  async ({ client, verify }) => {
    const versions = await client.versions()
    verify.that(
      versions.some(({ id, status }) => id === 'v2.0' || status === 'CURRENT'),
      'no version is CURRENT',
    )
  },
)

conformanceCase(
  { id: 'client.schema', title: 'The client reads the schema', operation: 'showImageSchema', status: 200 },
  async ({ client, verify }) => {
    verify.equal('name', (await client.schemas.image()).name, 'image')
  },
)

conformanceCase(
  {
    id: 'client.schema-of-list',
    title: 'The client reads the schema of a list',
    operation: 'showImagesSchema',
    status: 200,
  },
  async ({ client, verify }) => {
    verify.equal('name', (await client.schemas.images()).name, 'images')
  },
)

conformanceCase(
  {
    id: 'client.create',
    title: 'What the client creates is what the server then has',
    operation: 'createImage',
    status: 201,
    needs: ['write'],
  },
  async ({ client, resources, verify }) => {
    const wanted = {
      name: resources.name(),
      disk_format: 'raw',
      container_format: 'bare',
      tags: ['x'],
      os_distro: 'debian',
    } satisfies NewImage
    const created = await client.images.create({ ...wanted, custom: 'value' })
    verify.equal('the image shown', await client.images.show(created.id), created)
    verify.equal('the custom property', created.custom, 'value')
    verify.equal('the tags', created.tags, ['x'])
  },
)

conformanceCase(
  {
    id: 'client.show',
    title: 'The client shows an image',
    operation: 'showImage',
    status: 200,
    needs: ['write'],
  },
  async ({ client, resources, verify }) => {
    const { id, name } = await resources.queuedImage()
    verify.equal('name', (await client.images.show(id)).name, name)
  },
)

conformanceCase(
  {
    id: 'client.list',
    title: 'The client finds every image of a list that has many pages',
    operation: 'listImages',
    status: 200,
    needs: ['write'],
  },
  async ({ client, resources, verify }) => {
    const group = resources.name('group')
    const ids: string[] = []
    for (let index = 0; index < 7; index += 1) ids.push((await resources.queuedImage({ group })).id)
    const found: string[] = []
    for await (const { id } of client.images.list({ group, limit: 3 })) found.push(id)
    verify.equal('the ids', found.toSorted(), ids.toSorted())
  },
)

conformanceCase(
  {
    id: 'client.update',
    title: 'What the client changes is changed',
    operation: 'updateImage',
    status: 200,
    needs: ['write'],
  },
  async ({ client, resources, verify }) => {
    const { id } = await resources.queuedImage({ gone: 'x' })
    const updated = await client.images.update(id, [
      { op: 'replace', path: '/name', value: 'renamed' },
      { op: 'remove', path: '/gone' },
      { op: 'add', path: '/made', value: 'y' },
    ])
    verify.equal('the properties', [updated.name, updated.gone, updated.made], ['renamed', undefined, 'y'])
    verify.equal('the image shown', await client.images.show(id), updated)
  },
)

conformanceCase(
  {
    id: 'client.delete',
    title: 'What the client deletes is gone',
    operation: 'deleteImage',
    status: 204,
    needs: ['write'],
  },
  async ({ client, target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    await client.images.delete(id)
    verify.status(await target.get(`/v2/images/${id}`), 404)
  },
)

conformanceCase(
  {
    id: 'client.upload',
    title: 'Data that the client uploads, at once or as a stream, is the data of the image',
    operation: 'uploadImageData',
    status: 204,
    needs: ['write'],
  },
  async ({ client, resources, verify }) => {
    const bytes = someBytes(2 * 1024 * 1024 + 1)
    for (const source of [bytes, inChunks(bytes, 100_000)]) {
      const { id } = await resources.queuedImage()
      await client.data.upload(id, source)
      const { status, size, checksum } = await client.images.show(id)
      verify.equal(
        'status, size and checksum',
        [status, size, checksum],
        ['active', bytes.length, digest('md5', bytes)],
      )
    }
  },
)

conformanceCase(
  {
    id: 'client.download',
    title: 'Data that the client downloads fits its digest',
    operation: 'downloadImageData',
    status: 200,
    needs: ['write'],
  },
  async ({ client, resources, verify }) => {
    const bytes = someBytes(1_500_000)
    const { id } = await resources.activeImage(bytes)
    const download = await client.data.download(id)
    verify.that(download !== undefined, 'the image has no data')
    if (download) verify.bytes('the data', await readAll(download.body), bytes)
  },
)

conformanceCase(
  {
    id: 'client.download-range',
    title: 'The client downloads a part',
    operation: 'downloadImageData',
    status: 206,
    needs: ['write'],
  },
  async ({ client, resources, verify }) => {
    const bytes = someBytes(10_000)
    const { id } = await resources.activeImage(bytes)
    const download = await client.data.download(id, { range: { start: 100, end: 199 } })
    verify.that(download !== undefined, 'the image has no data')
    if (download) verify.bytes('the part', await readAll(download.body), bytes.subarray(100, 200))
  },
)

conformanceCase(
  {
    id: 'client.download-nothing',
    title: 'The client is told that a queued image has no data',
    operation: 'downloadImageData',
    status: 204,
    needs: ['write'],
  },
  async ({ client, resources, verify }) => {
    const { id } = await resources.queuedImage()
    verify.equal('the download', await client.data.download(id), undefined)
  },
)

conformanceCase(
  {
    id: 'client.download-to-file',
    title: 'The client downloads to a file',
    operation: 'downloadImageData',
    status: 200,
    needs: ['write'],
  },
  async ({ client, resources, verify }) => {
    const bytes = someBytes(1_500_000)
    const { id } = await resources.activeImage(bytes)
    const path = join(tmpdir(), resources.name('download'))
    try {
      await client.data.downloadToFile(id, path)
      verify.bytes('the file', await readFile(path), bytes)
    } finally {
      await rm(path, { force: true })
    }
  },
)
