import { conformanceCase } from '../conformance-case.ts'
import { createV1, type FieldsV1, IMAGES_V1, pathV1, RAW } from '../images-v1.ts'
import { digest, many, someBytes, unknownId } from '../requests.ts'
import { type Quirk, quirk } from '../verify.ts'

type Row = readonly [name: string, title: string, fields: FieldsV1, known?: Quirk]

const MALFORMED: readonly Row[] = [
  ['unknown-header', 'a header that does not exist', { foo: 1 }],
  ['name', 'a name of 256 characters', { name: 'n'.repeat(256) }],
  ['disk-format', 'a disk format that does not exist', { disk_format: 'zip' }],
  ['container-format', 'a container format that does not exist', { container_format: 'box' }],
  ['amazon-disk', 'an Amazon disk in another container', { disk_format: 'ari', container_format: 'bare' }],
  ['amazon-container', 'another disk in an Amazon container', { disk_format: 'raw', container_format: 'ami' }],
  ['size', 'a size that is no number', { size: 'large' }],
  ['size-negative', 'a negative size', { size: -1 }],
  ['checksum', 'a checksum of 33 characters', { checksum: 'a'.repeat(33) }],
  ['min-ram', 'more memory than any', { min_ram: 2147483648 }],
  ['min-ram-negative', 'negative memory', { min_ram: -1 }],
  ['min-disk', 'a disk that is no integer', { min_disk: '1.5' }],
  ['created-at', 'a time that is none', { created_at: 'now' }],
  ['updated-at', 'a time before 1900', { updated_at: '1899-12-31T00:00:00' }],
  ['property-name', 'a custom property with a name of 256 characters', { [`property-${'p'.repeat(256)}`]: 'x' }],
  ['property-unnamed', 'a custom property without a name', { 'property-': 'x' }],
  ['store', 'a store that does not exist', { store: 'no-such-store' }],
  ['twice', 'a header in two spellings', { is_public: 'True', 'is-public': 'False' }, quirk('v1-twice', 201)],
  ['repeated', 'a header that is sent twice', { is_public: ['True', 'True'] }, quirk('v1-twice', 201)],
  ['repeated-property', 'a property that is sent twice', { 'property-a': ['x', 'y'] }, quirk('v1-twice', 201)],
]

for (const [name, title, fields, known] of MALFORMED)
  conformanceCase(
    {
      id: `v1.create.refused.${name}`,
      title: `There is no new image of ${title}`,
      operation: 'createImageV1',
      status: 400,
      needs: ['v1', 'write'],
    },
    async ({ target, verify }) => {
      for (const body of [undefined, someBytes(10)]) {
        const id = unknownId()
        const formats = body ? RAW : {}
        const answer = await createV1(target, { id, ...formats, ...fields }, body)
        if (!verify.status(answer, 400, ...(known ? [known] : []))) return
        verify.status(await target.head(pathV1(id)), 404, quirk('v1-leftovers', 200))
      }
    },
  )

conformanceCase(
  {
    id: 'v1.create.refused.checksum-of-bytes',
    title: 'There is no new image of 0 bytes that is said to have the checksum of some',
    operation: 'createImageV1',
    status: 400,
    needs: ['v1', 'write'],
  },
  async ({ target, verify }) => {
    const id = unknownId()
    const answer = await createV1(target, { id, size: 0, checksum: digest('md5', someBytes(10)) })
    if (!verify.status(answer, 400, quirk('v1-unread-checksum', 201))) return
    verify.status(await target.head(pathV1(id)), 404)
  },
)

for (const [name, header] of [
  ['name', 'x-image-meta-name'],
  ['property', 'x-image-meta-property-label'],
] as const)
  conformanceCase(
    {
      id: `v1.create.refused.not-utf8.${name}`,
      title: `Bytes that are not UTF-8 are no ${name}`,
      operation: 'createImageV1',
      status: 400,
      needs: ['v1', 'write'],
    },
    async ({ target, verify }) => {
      const id = unknownId()
      const answer = await createV1(target, { id }, undefined, { headers: { [header]: 'caf\u00e9' } })
      verify.status(answer, 400, quirk('bad-utf8', 500))
      verify.status(await target.head(pathV1(id)), 404, quirk('v1-leftovers', 200))
    },
  )

conformanceCase(
  {
    id: 'v1.create.refused.id',
    title: 'An id has to be a UUID',
    operation: 'createImageV1',
    status: 400,
    needs: ['v1', 'write'],
  },
  async ({ target, verify }) => {
    for (const id of ['debian', '', `${unknownId()}0`]) verify.status(await createV1(target, { id }), 400)
  },
)

for (const [name, missing, fields] of [
  ['disk-format', 'disk_format', { container_format: 'bare' }],
  ['container-format', 'container_format', { disk_format: 'raw' }],
] as const)
  conformanceCase(
    {
      id: `v1.create.refused.without.${name}`,
      title: `There is no new image with data and without ${missing}`,
      operation: 'createImageV1',
      status: 400,
      needs: ['v1', 'write'],
    },
    async ({ target, verify }) => {
      const id = unknownId()
      const answer = await createV1(target, { id, ...fields }, someBytes(100))
      verify.status(answer, 400)
      verify.that(answer.text.includes(missing), `the message does not name ${missing}`, { actual: answer.text })
      verify.status(await target.head(pathV1(id)), 404, quirk('v1-leftovers', 200))
    },
  )

for (const name of ['stores', 'os_glance_import_task', 'os-glance-x', 'visibility', 'status', 'checksum', 'id'])
  conformanceCase(
    {
      id: `v1.create.reserved.${name.replaceAll('_', '-')}`,
      title: `No custom property is called ${name}`,
      operation: 'createImageV1',
      status: 403,
      needs: ['v1', 'write'],
    },
    async ({ target, verify }) => {
      const id = unknownId()
      const answer = await createV1(target, { id, [`property-${name}`]: 'x' })
      if (verify.status(answer, 403, quirk('S11', 201))) verify.status(await target.head(pathV1(id)), 404)
    },
  )

conformanceCase(
  {
    id: 'v1.create.public-by-member',
    title: 'Who may not publish images makes no public one',
    operation: 'createImageV1',
    status: 403,
    needs: ['v1', 'write', 'authentication', 'member'],
  },
  async ({ target, verify, capabilities, skip }) => {
    if (capabilities.publishes) skip('this server lets everyone publish images')
    const id = unknownId()
    verify.status(await createV1(target, { id, is_public: 'True' }), 403)
    verify.status(await target.head(pathV1(id)), 404)
  },
)

conformanceCase(
  {
    id: 'v1.create.id-in-use',
    title: 'An id that is in use is refused, and that of a deleted image for ever',
    operation: 'createImageV1',
    status: 409,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const { id, name } = await resources.imageV1()
    verify.status(await createV1(target, { id, name: 'another' }), 409)
    verify.status(await createV1(target, { id, ...RAW }, someBytes(100)), 409)
    verify.header(await target.head(pathV1(id)), 'x-image-meta-name', String(name))
    verify.status(await target.delete(pathV1(id)), 200, quirk('v1-delete', 204))
    verify.status(await createV1(target, { id }), 409)
    verify.status(await target.get(pathV1(id)), 404)
  },
)

conformanceCase(
  {
    id: 'v1.create.id-of-invisible',
    title: 'The id of an image that the caller cannot see is refused, and the refusal does not describe it',
    operation: 'createImageV1',
    status: 409,
    needs: ['v1', 'write', 'otherCaller'],
  },
  async ({ other, resources, verify }) => {
    const { id, name } = await resources.imageV1()
    const answer = await createV1(other, { id })
    verify.status(answer, 409)
    verify.that(!answer.text.includes(String(name)), 'the refusal names the image', { actual: answer.text })
  },
)

conformanceCase(
  {
    id: 'v1.create.too-many-properties',
    title: '129 properties are too many, 128 are not',
    operation: 'createImageV1',
    status: [201, 413],
    needs: ['v1', 'write'],
  },
  async ({ target, verify, skip }) => {
    const properties = (count: number) => Object.fromEntries(many(count).map((name) => [`property-${name}`, 'x']))
    verify.status(await createV1(target, properties(128)), 201)
    const answer = await createV1(target, properties(129))
    if (answer.status === 201) skip('the operator allows more than 128 properties')
    verify.status(answer, 413)
  },
)

conformanceCase(
  {
    id: 'v1.create.too-long-property',
    title: 'A custom property of 100,000 characters is more than headers hold, and leaves nothing',
    operation: 'wire',
    status: [400, 413, 431],
    needs: ['v1', 'write'],
  },
  async ({ target, verify }) => {
    const id = unknownId()
    verify.status(await createV1(target, { id, 'property-long': 'x'.repeat(100_000) }), [400, 413, 431])
    verify.status(await target.head(pathV1(id)), 404)
  },
)

conformanceCase(
  {
    id: 'v1.create.not-to-a-path',
    title: 'Images are made at the collection alone: a POST to a path below it makes none',
    operation: 'wire',
    status: [404, 405],
    needs: ['v1'],
  },
  async ({ target, verify }) => {
    verify.status(await target.post(`${IMAGES_V1}/`), [404, 405])
    verify.status(await target.post(pathV1(unknownId())), [404, 405])
  },
)
