import { Readable } from 'node:stream'
import { conformanceCase } from '../conformance-case.ts'
import { projectOf } from '../image-members.ts'
import { RAW } from '../images-v1.ts'
import { digest, readAll, someBytes, unknownId } from '../requests.ts'

const collect = async <T>(all: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = []
  for await (const one of all) found.push(one)
  return found
}

conformanceCase(
  {
    id: 'v1.client.create',
    title: 'What the client creates by version 1 is what it then shows',
    operation: 'createImageV1',
    status: 201,
    needs: ['v1', 'write'],
  },
  async ({ client, resources, verify }) => {
    const properties = { label: 'Größe \u{1f4bf}' }
    const wanted = { name: resources.name('Grüße'), min_ram: 5, protected: true, properties }
    const created = await client.v1.images.create({ ...RAW, ...wanted })
    for (const [key, value] of Object.entries({ ...RAW, ...wanted }))
      verify.equal(key, created[key as keyof typeof created], value)
    verify.equal('the image', await client.v1.images.show(created.id), created)
  },
)

conformanceCase(
  {
    id: 'v1.client.data',
    title: 'What the client uploads by version 1, at once or later, is what it downloads',
    operation: 'showImageV1',
    status: 200,
    needs: ['v1', 'write'],
  },
  async ({ client, resources, verify }) => {
    const bytes = someBytes(300_000)
    const atOnce = await client.v1.images.create({ name: resources.name(), ...RAW }, { source: bytes })
    const reserved = await client.v1.images.create({ name: resources.name(), ...RAW })
    const later = await client.v1.images.update(reserved.id, {}, { source: bytes })
    for (const { id, status, checksum } of [atOnce, later]) {
      verify.equal('status and checksum', [status, checksum], ['active', digest('md5', bytes)])
      const download = await client.v1.data.download(id)
      verify.bytes('the data', await readAll(download?.body ?? Readable.from([])), bytes)
    }
  },
)

conformanceCase(
  {
    id: 'v1.client.list',
    title: 'The client follows the pages of version 1 to the end',
    operation: 'listImageDetailsV1',
    status: 200,
    needs: ['v1', 'write'],
  },
  async ({ client, resources, verify }) => {
    const name = resources.name()
    const made: string[] = []
    for (let count = 0; count < 3; count += 1) made.push((await resources.imageV1({ name })).id)
    const query = { name, limit: 2 }
    const found = await collect(client.v1.images.list(query))
    verify.equal('the images', found.map(({ id }) => id).toSorted(), made.toSorted())
    const inBrief = await collect(client.v1.images.summaries(query))
    verify.equal('the images in brief', inBrief.map(({ id }) => id).toSorted(), made.toSorted())
  },
)

conformanceCase(
  {
    id: 'v1.client.update',
    title: 'The client keeps the properties that it does not name, unless it is to purge them',
    operation: 'updateImageV1',
    status: 200,
    needs: ['v1', 'write'],
  },
  async ({ client, resources, verify }) => {
    const { id } = await resources.imageV1({ 'property-colour': 'red' })
    const kept = await client.v1.images.update(id, { name: 'another', properties: { shape: 'round' } })
    verify.equal('name and properties', [kept.name, kept.properties], ['another', { colour: 'red', shape: 'round' }])
    const purged = await client.v1.images.update(id, { properties: { shape: 'square' } }, { purgeProperties: true })
    verify.equal('the properties', purged.properties, { shape: 'square' })
  },
)

conformanceCase(
  {
    id: 'v1.client.delete',
    title: 'What the client deletes by version 1 is gone, and the refusal says so although HEAD has no body',
    operation: 'showImageMetadataV1',
    status: 404,
    needs: ['v1', 'write', 'member'],
  },
  async ({ client, resources, verify }) => {
    const { id } = await resources.imageV1()
    await client.v1.images.delete(id)
    for (const gone of [id, unknownId()]) {
      const refusal = await client.v1.images.show(gone).catch((error: unknown) => error)
      verify.equal('the status of the refusal', (refusal as { status?: number }).status, 404)
    }
  },
)

conformanceCase(
  {
    id: 'v1.client.members',
    title: 'The client shares an image by version 1, and lists what is shared with a project',
    operation: 'listMembersV1',
    status: 200,
    needs: ['v1', 'write'],
  },
  async ({ client, target, resources, verify }) => {
    const { members, sharedWith } = client.v1
    const { id } = await resources.imageV1()
    const own = (await projectOf(target, resources)) ?? 'conformance-project'
    await members.put(id, 'conformance-a', { can_share: true })
    await members.replace(id, [{ member_id: 'conformance-a' }, { member_id: own }])
    const listed = await members.list(id)
    const wanted = { 'conformance-a': true, [own]: false }
    verify.equal('the members', Object.fromEntries(listed.map((one) => [one.member_id, one.can_share])), wanted)
    const shared = (await sharedWith(own)).map(({ image_id }) => image_id)
    verify.that(shared.includes(id), 'the image is not among those shared', { actual: shared.join(' ') })
    for (const member of Object.keys(wanted)) await members.remove(id, member)
    verify.equal('the members', await members.list(id), [])
  },
)
