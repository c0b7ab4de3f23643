import { conformanceCase } from '../conformance-case.ts'
import { createV1, type FieldsV1, KEEP, pathV1, RAW, shownV1, updateV1 } from '../images-v1.ts'
import { many, someBytes, unknownId } from '../requests.ts'
import { quirk } from '../verify.ts'

for (const [name, title, fields] of [
  ['unknown-header', 'a header that does not exist', { foo: 1 }],
  ['name', 'a name of 256 characters', { name: 'n'.repeat(256) }],
  ['disk-format', 'a disk format that does not exist', { disk_format: 'zip' }],
  ['amazon', 'formats that contradict each other', { disk_format: 'raw', container_format: 'aki' }],
  ['size', 'a size that is no number', { size: 'large' }],
  ['checksum', 'a checksum of 33 characters', { checksum: 'a'.repeat(33) }],
  ['min-disk', 'a negative disk', { min_disk: -1 }],
  ['deleted-at', 'a time that is none', { deleted_at: 'never' }],
] as const satisfies readonly (readonly [string, string, FieldsV1])[])
  conformanceCase(
    {
      id: `v1.update.refused.${name}`,
      title: `Nothing is changed by a request with ${title}`,
      operation: 'updateImageV1',
      status: 400,
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify }) => {
      const before = await resources.imageV1({ 'property-colour': 'red' })
      verify.status(await updateV1(target, before.id, { 'property-shape': 'round', ...fields }), 400)
      verify.equal('the image', await shownV1(target, before.id), before)
    },
  )

for (const [name, title, fields] of [
  ['id', 'id', { id: unknownId() }],
  ['status', 'status', { status: 'active' }],
] as const)
  conformanceCase(
    {
      id: `v1.update.read-only.${name}`,
      title: `Another ${title} than it has is refused, and the same is not`,
      operation: 'updateImageV1',
      status: [200, 403],
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify }) => {
      const before = await resources.imageV1()
      verify.status(await updateV1(target, before.id, { name: 'another', ...fields }), 403)
      verify.equal('the image', await shownV1(target, before.id), before)
      verify.status(await updateV1(target, before.id, { [name]: before[name] }), 200)
    },
  )

conformanceCase(
  {
    id: 'v1.update.read-only.status-of-data',
    title: 'An image that has data is not reserved again by a header, and takes no other data (S5)',
    operation: 'updateImageV1',
    status: [403, 409],
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const before = await resources.imageV1(RAW, someBytes(100))
    verify.status(await updateV1(target, before.id, { status: 'queued' }), 403)
    verify.status(await updateV1(target, before.id, {}, someBytes(100)), 409)
    verify.equal('the image', await shownV1(target, before.id), before)
  },
)

for (const [name, other] of [
  ['size', { size: 99 }],
  ['checksum', { checksum: 'a'.repeat(32) }],
] as const)
  conformanceCase(
    {
      id: `v1.update.read-only.${name}`,
      title: `Another ${name} than that of the data is refused, and the same is not`,
      operation: 'updateImageV1',
      status: [200, 403],
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify, capabilities }) => {
      const before = await resources.imageV1(RAW, someBytes(100))
      const quirks = capabilities.administrator ? [quirk('S6', 200)] : []
      if (!verify.status(await updateV1(target, before.id, other), 403, ...quirks)) return
      verify.equal('the image', await shownV1(target, before.id), before)
      verify.status(await updateV1(target, before.id, { [name]: String(before[name]) }), 200)
    },
  )

conformanceCase(
  {
    id: 'v1.update.formats-of-data',
    title: 'The formats of an image are not changed once it has data',
    operation: 'updateImageV1',
    status: 403,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const before = await resources.imageV1(RAW, someBytes(100))
    for (const fields of [{ disk_format: 'qcow2' }, { container_format: 'ovf' }])
      verify.status(await updateV1(target, before.id, fields), 403, quirk('v1-formats', 200))
  },
)

for (const name of ['stores', 'os_glance_import_task', 'visibility', 'status'])
  conformanceCase(
    {
      id: `v1.update.reserved.${name.replaceAll('_', '-')}`,
      title: `No custom property is called ${name}`,
      operation: 'updateImageV1',
      status: 403,
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify }) => {
      const before = await resources.imageV1()
      const answer = await updateV1(target, before.id, { [`property-${name}`]: 'x' })
      if (verify.status(answer, 403, quirk('S11', 200)))
        verify.equal('the image', await shownV1(target, before.id), before)
    },
  )

conformanceCase(
  {
    id: 'v1.update.public-by-member',
    title: 'Who may not publish images makes none public',
    operation: 'updateImageV1',
    status: 403,
    needs: ['v1', 'write', 'authentication', 'member'],
  },
  async ({ target, resources, verify, capabilities, skip }) => {
    if (capabilities.publishes) skip('this server lets everyone publish images')
    const { id } = await resources.imageV1()
    verify.status(await updateV1(target, id, { is_public: 'True' }), 403)
    verify.equal('is_public', (await shownV1(target, id)).is_public, false)
  },
)

conformanceCase(
  {
    id: 'v1.update.unknown',
    title: 'An image that does not exist is not updated, nor made',
    operation: 'updateImageV1',
    status: 404,
    needs: ['v1'],
  },
  async ({ target, verify }) => {
    for (const id of [unknownId(), 'no-such-name']) {
      verify.status(await updateV1(target, id, { name: 'another' }), 404)
      verify.status(await updateV1(target, id, RAW, someBytes(100)), 404)
      verify.status(await target.head(pathV1(id)), 404)
    }
  },
)

for (const [who, status] of [
  ['member', 404],
  ['administrator', 403],
] as const)
  conformanceCase(
    {
      id: `v1.update.deleted.${who}`,
      title: `A deleted image is not updated by ${who === 'member' ? 'a member' : 'an administrator, who can see it'}`,
      operation: 'updateImageV1',
      status,
      needs: ['v1', 'write', who],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.imageV1(RAW)
      verify.status(await target.delete(pathV1(id)), 200, quirk('v1-delete', 204))
      verify.status(await updateV1(target, id, { name: 'another' }), status)
      verify.status(await updateV1(target, id, {}, someBytes(100)), status)
    },
  )

conformanceCase(
  {
    id: 'v1.update.too-many-properties',
    title: 'An image does not get more than 128 properties, be it one by one',
    operation: 'updateImageV1',
    status: [200, 413],
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify, skip }) => {
    const properties = Object.fromEntries(many(128).map((name) => [`property-${name}`, 'x']))
    const created = await createV1(target, { name: resources.name(), ...properties })
    if (created.status === 413) skip('the operator allows fewer than 128 properties')
    const { id } = created.json().image
    const answer = await updateV1(target, id, { 'property-one-more': 'x' }, undefined, KEEP)
    if (answer.status === 200) skip('the operator allows more than 128 properties')
    verify.status(answer, 413)
    verify.equal('the number of properties', Object.keys((await shownV1(target, id)).properties).length, 128)
    verify.status(await updateV1(target, id, { 'property-one-more': 'x' }), 200)
  },
)
