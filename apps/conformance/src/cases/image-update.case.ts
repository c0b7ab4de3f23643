import { setTimeout as delay } from 'node:timers/promises'
import { conformanceCase } from '../conformance-case.ts'
import { filePath, imagePath, OCTETS, PATCH_20, PATCH_21, patch, patch20, someBytes, unknownId } from '../requests.ts'
import { quirk } from '../verify.ts'

const add = (path: string, value: unknown) => ({ op: 'add', path, value })
const replace = (path: string, value: unknown) => ({ op: 'replace', path, value })
const remove = (path: string) => ({ op: 'remove', path })

conformanceCase(
  {
    id: 'image-update.every-attribute',
    title: 'Every attribute that may change changes',
    operation: 'updateImage',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.image({})
    const wanted: Record<string, unknown> = {
      name: resources.name('Grüße'),
      visibility: 'private',
      protected: true,
      os_hidden: true,
      min_disk: 3,
      min_ram: 512,
      disk_format: 'iso',
      container_format: 'bare',
      tags: ['b', 'a'],
    }
    const answer = await patch(
      target,
      id,
      Object.entries(wanted).map(([key, value]) => replace(`/${key}`, value)),
    )
    verify.status(answer, 200)
    const shown = (await target.get(imagePath(id))).json()
    verify.equal('the image shown', shown, answer.json())
    for (const [key, value] of Object.entries({ ...wanted, tags: ['a', 'b'] }))
      verify.equal(key, key === 'tags' ? shown.tags.toSorted() : shown[key], value)
  },
)

conformanceCase(
  {
    id: 'image-update.custom-properties',
    title: 'Custom properties are added, replaced and removed',
    operation: 'updateImage',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ kept: 'k', changed: 'old', gone: 'g' })
    const answer = await patch(target, id, [
      add('/made', 'm'),
      replace('/changed', 'new'),
      remove('/gone'),
      add('/kept', 'k2'),
    ])
    verify.status(answer, 200)
    const { made, changed, gone, kept } = answer.json()
    verify.equal(
      'the properties',
      { made, changed, gone, kept },
      { made: 'm', changed: 'new', gone: undefined, kept: 'k2' },
    )
  },
)

conformanceCase(
  {
    id: 'image-update.empty',
    title: 'An empty patch changes nothing',
    operation: 'updateImage',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { updated_at: _, ...before } = await resources.queuedImage({ x: 'y' })
    for (const answer of [await patch(target, before.id, []), await patch20(target, before.id, [])]) {
      verify.status(answer, 200)
      const { updated_at: __, ...after } = answer.json()
      verify.equal('the image', after, before)
    }
  },
)

conformanceCase(
  {
    id: 'image-update.updated-at',
    title: 'updated_at moves, created_at does not',
    operation: 'updateImage',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const before = await resources.queuedImage()
    await delay(1100)
    const answer = await patch(target, before.id, [replace('/name', resources.name())])
    verify.status(answer, 200)
    const after = answer.json()
    verify.equal('created_at', after.created_at, before.created_at)
    verify.that(after.updated_at > String(before.updated_at), 'updated_at did not move', {
      actual: after.updated_at,
    })
  },
)

conformanceCase(
  {
    id: 'image-update.in-order',
    title: 'Items are applied in their order',
    operation: 'updateImage',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    const answer = await patch(target, id, [add('/x', '1'), replace('/x', '2'), remove('/x'), add('/x', '3')])
    verify.status(answer, 200)
    verify.equal('x', answer.json().x, '3')
  },
)

conformanceCase(
  {
    id: 'image-update.all-or-nothing',
    title: 'When one item is refused none is applied',
    operation: 'updateImage',
    status: 409,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const before = await resources.queuedImage()
    const items = [replace('/name', 'changed'), add('/x', 'y'), remove('/not-there')]
    verify.status(await patch(target, before.id, items), 409)
    const { updated_at: _, ...after } = (await target.get(imagePath(before.id))).json()
    const { updated_at: __, ...unchanged } = before
    verify.equal('the image', after, unchanged)
  },
)

conformanceCase(
  {
    id: 'image-update.escapes',
    title: '~0 is a tilde and ~1 a slash',
    operation: 'updateImage',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    const answer = await patch(target, id, [add('/a~1b', 'slash'), add('/a~0b', 'tilde'), add('/a~01b', 'both')])
    verify.status(answer, 200)
    const image = answer.json()
    verify.equal('the properties', [image['a/b'], image['a~b'], image['a~1b']], ['slash', 'tilde', 'both'])
  },
)

conformanceCase(
  {
    id: 'image-update.v20',
    title: 'The older dialect names the verb as the key of the path',
    operation: 'updateImage',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ gone: 'x' })
    const answer = await patch20(target, id, [
      { replace: '/name', value: 'new' },
      { add: '/made', value: 'm' },
      { remove: '/gone' },
      { replace: '/tags', value: ['t'] },
    ])
    verify.status(answer, 200)
    const { name, made, gone, tags } = answer.json()
    verify.equal('the properties', { name, made, gone, tags }, { name: 'new', made: 'm', gone: undefined, tags: ['t'] })
  },
)

conformanceCase(
  {
    id: 'image-update.v20-add-present',
    title: 'In the older dialect, adding what is there is a conflict; in the newer one it replaces',
    operation: 'updateImage',
    status: [200, 409],
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ there: 'x' })
    verify.status(await patch20(target, id, [{ add: '/there', value: 'y' }]), 409)
    verify.status(await patch20(target, id, [{ add: '/min_disk', value: 1 }]), 409)
    verify.status(await patch(target, id, [add('/there', 'z')]), 200)
  },
)

conformanceCase(
  {
    id: 'image-update.missing-property',
    title: 'Replacing or removing what is not there is a conflict',
    operation: 'updateImage',
    status: 409,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    verify.status(await patch(target, id, [replace('/not-there', 'x')]), 409)
    verify.status(await patch(target, id, [remove('/not-there')]), 409)
    verify.status(await patch20(target, id, [{ replace: '/not-there', value: 'x' }]), 409)
    verify.status(await patch20(target, id, [{ remove: '/not-there' }]), 409)
  },
)

conformanceCase(
  {
    id: 'image-update.tags',
    title: 'Tags are replaced as a whole, each once, and adding them does the same',
    operation: 'updateImage',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ tags: ['old'] })
    const replaced = await patch(target, id, [replace('/tags', ['a', 'b', 'a'])])
    verify.status(replaced, 200)
    verify.equal('tags', replaced.json().tags.toSorted(), ['a', 'b'])
    const added = await patch(target, id, [add('/tags', ['c'])])
    verify.status(added, 200)
    verify.equal('tags', added.json().tags, ['c'])
    const emptied = await patch(target, id, [replace('/tags', [])])
    verify.equal('tags', emptied.json().tags, [])
  },
)

for (const [name, type] of [
  ['parameter', `${PATCH_21};charset=utf-8`],
  ['parameter-v20', `${PATCH_20}; charset=UTF-8`],
] as const)
  conformanceCase(
    {
      id: `image-update.media-type.${name}`,
      title: `The media type ${type} is accepted`,
      operation: 'updateImage',
      status: 200,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage()
      verify.status(await target.patch(imagePath(id), { headers: { 'Content-Type': type }, body: '[]' }), 200)
    },
  )

for (const [name, type] of [
  ['rfc6902', 'application/json-patch+json'],
  ['json', 'application/json'],
  ['octets', 'application/octet-stream'],
  ['other-version', 'application/openstack-images-v2.2-json-patch'],
  ['none', undefined],
] as const)
  conformanceCase(
    {
      id: `image-update.media-type.${name}`,
      title: `The media type ${type ?? '(none)'} is refused, and Accept-Patch says which to use`,
      operation: 'updateImage',
      status: 415,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage()
      const body = JSON.stringify([replace('/name', 'x')])
      const answer = await target.patch(imagePath(id), { headers: type ? { 'Content-Type': type } : {}, body })
      verify.status(answer, 415)
      verify.header(answer, 'Accept-Patch', `${PATCH_20}, ${PATCH_21}`)
    },
  )

const BAD_DOCUMENTS: Readonly<Record<string, string>> = {
  empty: '',
  'not-json': '[{"op": ',
  number: '3',
  string: '"x"',
  null: 'null',
  object: '{"op": "replace", "path": "/name", "value": "x"}',
  'items-not-objects': '[3]',
  'items-text': '["replace"]',
  'items-null': '[null]',
  'items-array': '[[]]',
}

for (const [name, body] of Object.entries(BAD_DOCUMENTS))
  conformanceCase(
    {
      id: `image-update.document.${name}`,
      title: `The document ${JSON.stringify(body)} is refused in both dialects`,
      operation: 'updateImage',
      status: 400,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage()
      for (const type of [PATCH_21, PATCH_20])
        verify.status(await target.patch(imagePath(id), { headers: { 'Content-Type': type }, body }), 400)
    },
  )

const BAD_ITEMS: Readonly<Record<string, readonly unknown[]>> = {
  'no-op': [{ path: '/name', value: 'x' }],
  'unknown-op': ['test', 'move', 'copy', 'ADD', ''].map((op) => ({ op, path: '/name', value: 'x', from: '/x' })),
  'no-path': [{ op: 'replace', value: 'x' }],
  'no-value': [
    { op: 'replace', path: '/name' },
    { op: 'add', path: '/x' },
  ],
  'path-without-slash': [replace('name', 'x'), replace('', 'x')],
  'path-ends-in-slash': [add('/x/', 'x')],
  'path-double-slash': [add('/x//y', 'x')],
  'path-bad-escape': [add('/x~2', 'x'), add('/x~', 'x')],
  'path-two-segments': [add('/x/y', 'x'), replace('/name/x', 'x'), remove('/x/y')],
  'path-below-tags': [add('/tags/-', 'x'), replace('/tags/0', 'x'), remove('/tags/0')],
}

for (const [name, items] of Object.entries(BAD_ITEMS))
  conformanceCase(
    {
      id: `image-update.item.${name}`,
      title: `An item is refused: ${name.replaceAll('-', ' ')}`,
      operation: 'updateImage',
      status: 400,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage({ x: 'there', tags: ['t'] })
      for (const item of items) verify.status(await patch(target, id, [item]), 400)
    },
  )

conformanceCase(
  {
    id: 'image-update.item.path-not-text',
    title: 'A path that is not text is refused',
    operation: 'updateImage',
    status: 400,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    for (const path of [3, null, {}, ['name']])
      verify.status(await patch(target, id, [{ op: 'replace', path, value: 'x' }]), 400, quirk('C3', 500))
  },
)

conformanceCase(
  {
    id: 'image-update.item.path-slash',
    title: 'Paths that begin with more than a slash, or are one, are refused',
    operation: 'updateImage',
    status: 400,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    for (const path of ['/', '//', '//x'])
      verify.status(await patch(target, id, [add(path, 'x')]), 400, quirk('path-slash', 200))
  },
)

for (const [name, item] of [
  ['no-verb', { value: 'x' }],
  ['two-verbs', { add: '/x', replace: '/y', value: 'x' }],
  ['newer-form', { op: 'replace', path: '/name', value: 'x' }],
  ['no-value', { replace: '/name' }],
  ['path-without-slash', { replace: 'name', value: 'x' }],
  ['two-segments', { add: '/x/y', value: 'x' }],
] as const)
  conformanceCase(
    {
      id: `image-update.v20-item.${name}`,
      title: `An item of the older dialect is refused: ${name.replaceAll('-', ' ')}`,
      operation: 'updateImage',
      status: 400,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage()
      verify.status(await patch20(target, id, [item]), 400)
    },
  )

const WRONG_VALUES: Readonly<Record<string, readonly unknown[]>> = {
  name: [3, true, [], {}, 'x'.repeat(256)],
  visibility: ['secret', '', 3, null],
  protected: ['true', 1, null],
  os_hidden: ['true', 0, null],
  min_disk: [-1, 2147483648, 1.5, '1', null],
  min_ram: [-1, 2147483648, 1.5, '1', null],
  disk_format: ['floppy', '', 3],
  container_format: ['box', '', 3],
  tags: ['one', { one: true }, [3], [null], ['x'.repeat(256)], null],
  custom: [3, 1.5, true, null, [], {}],
  kernel_id: ['not-a-uuid', 3],
}

for (const [attribute, values] of Object.entries(WRONG_VALUES))
  conformanceCase(
    {
      id: `image-update.wrong.${attribute.replaceAll('_', '-')}`,
      title: `Values that ${attribute} cannot have are refused`,
      operation: 'updateImage',
      status: 400,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage()
      for (const value of values) verify.status(await patch(target, id, [add(`/${attribute}`, value)]), 400)
    },
  )

const READ_ONLY: Readonly<Record<string, unknown>> = {
  id: unknownId(),
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  status: 'active',
  checksum: 'd41d8cd98f00b204e9800998ecf8427e',
  size: 1,
  virtual_size: 1,
  direct_url: 'file:///x',
  self: 'x',
  file: 'x',
  schema: 'x',
  os_hash_algo: 'sha512',
  os_hash_value: 'ab',
}

for (const [attribute, value] of Object.entries(READ_ONLY))
  conformanceCase(
    {
      id: `image-update.read-only.${attribute.replaceAll('_', '-')}`,
      title: `${attribute} is only the server's to set`,
      operation: 'updateImage',
      status: 403,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage()
      const items = [add(`/${attribute}`, value), replace(`/${attribute}`, value), remove(`/${attribute}`)]
      for (const item of items) verify.status(await patch(target, id, [item]), 403)
      verify.status(await patch20(target, id, [{ replace: `/${attribute}`, value }]), 403)
    },
  )

for (const attribute of ['location', 'deleted', 'deleted_at', 'os_glance', 'os_glance_import_task'])
  conformanceCase(
    {
      id: `image-update.reserved.${attribute.replaceAll('_', '-')}`,
      title: `${attribute} is reserved`,
      operation: 'updateImage',
      status: 403,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage()
      for (const item of [add(`/${attribute}`, 'x'), replace(`/${attribute}`, 'x'), remove(`/${attribute}`)])
        verify.status(await patch(target, id, [item]), 403)
    },
  )

conformanceCase(
  {
    id: 'image-update.read-only.stores',
    title: 'stores is only the server’s to set',
    operation: 'updateImage',
    status: 403,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    verify.status(await patch(target, id, [add('/stores', 'x')]), 403, quirk('C17', 200))
  },
)

for (const attribute of ['image_id', 'extra_properties', 'member'])
  conformanceCase(
    {
      id: `image-update.odd-name.${attribute.replaceAll('_', '-')}`,
      title: `${attribute} is an ordinary name, or refused`,
      operation: 'updateImage',
      status: [200, 400],
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage()
      const answer = await patch(target, id, [add(`/${attribute}`, 'x')])
      if (!verify.status(answer, [200, 400], quirk('C18', 403, 404, 500)) || answer.status === 400) return
      verify.equal(attribute, answer.json()[attribute], 'x', 'C18')
    },
  )

conformanceCase(
  {
    id: 'image-update.remove-base',
    title: 'Base attributes cannot be removed',
    operation: 'updateImage',
    status: 403,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    for (const name of ['name', 'visibility', 'tags', 'protected', 'min_disk', 'owner', 'disk_format', 'os_hidden'])
      verify.status(await patch(target, id, [remove(`/${name}`)]), 403)
    verify.status(await patch20(target, id, [{ remove: '/name' }]), 403)
  },
)

conformanceCase(
  {
    id: 'image-update.formats-of-active',
    title: 'Formats of an active image cannot change, other attributes can',
    operation: 'updateImage',
    status: [200, 403],
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100))
    verify.status(await patch(target, id, [replace('/disk_format', 'iso')]), 403)
    verify.status(await patch(target, id, [replace('/container_format', 'ovf')]), 403)
    verify.status(await patch(target, id, [replace('/name', 'x')]), 200)
  },
)

conformanceCase(
  {
    id: 'image-update.protected',
    title: 'A protected image can be updated',
    operation: 'updateImage',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ protected: true })
    verify.status(await patch(target, id, [replace('/name', 'x')]), 200)
  },
)

conformanceCase(
  {
    id: 'image-update.visibilities',
    title: 'An image goes between private, shared and community',
    operation: 'updateImage',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    for (const visibility of ['private', 'community', 'shared', 'community', 'private']) {
      const answer = await patch(target, id, [replace('/visibility', visibility)])
      verify.status(answer, 200)
      verify.equal('visibility', answer.json().visibility, visibility)
    }
  },
)

conformanceCase(
  {
    id: 'image-update.public',
    title: 'Who may, makes an image public and private again',
    operation: 'updateImage',
    status: 200,
    needs: ['write', 'publish'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    for (const visibility of ['public', 'private'])
      verify.status(await patch(target, id, [replace('/visibility', visibility)]), 200)
  },
)

conformanceCase(
  {
    id: 'image-update.public-by-member',
    title: 'A member may not make an image public, nor give it away',
    operation: 'updateImage',
    status: 403,
    needs: ['write', 'authentication', 'member'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    verify.status(await patch(target, id, [replace('/visibility', 'public')]), 403)
    verify.status(await patch(target, id, [replace('/owner', 'another-project')]), 403)
    verify.status(await patch(target, id, [add('/owner', 'another-project')]), 403)
  },
)

conformanceCase(
  {
    id: 'image-update.locations',
    title: 'Locations are not for callers to change where they are not shown',
    operation: 'updateImage',
    status: 403,
    needs: ['write'],
  },
  async ({ target, resources, verify, skip }) => {
    const image = await resources.activeImage(someBytes(100))
    if ('locations' in image) skip('this server shows locations')
    const value = { url: 'http://127.0.0.1/x', metadata: {} }
    verify.status(await patch(target, image.id, [add('/locations/-', value)]), 403)
    verify.status(await patch(target, image.id, [replace('/locations', [])]), 403)
    verify.status(await patch(target, image.id, [remove('/locations/0')]), 403)
  },
)

conformanceCase(
  {
    id: 'image-update.locations.empty',
    title: 'No patch takes the data away from an active image',
    operation: 'updateImage',
    status: 403,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const before = await resources.activeImage(someBytes(100))
    verify.status(await patch(target, before.id, [replace('/locations', [])]), 403)
    verify.equal('the image', (await target.get(imagePath(before.id))).json(), before)
    verify.status(await target.get(filePath(before.id)), 200)
  },
)

conformanceCase(
  {
    id: 'image-update.unknown',
    title: 'An unknown or deleted image cannot be updated',
    operation: 'updateImage',
    status: 404,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    for (const id of [unknownId(), 'no-such-name']) verify.status(await patch(target, id, [replace('/name', 'x')]), 404)
    const { id } = await resources.queuedImage()
    verify.status(await target.delete(imagePath(id)), 204)
    verify.status(await patch(target, id, [replace('/name', 'x')]), 404)
  },
)

const many = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`)

conformanceCase(
  {
    id: 'image-update.too-many-properties',
    title: 'A patch may fill up to 128 properties and no more',
    operation: 'updateImage',
    status: [200, 413],
    needs: ['write'],
  },
  async ({ target, resources, verify, skip }) => {
    const { id } = await resources.image(Object.fromEntries(many(127).map((name) => [name, 'x'])))
    verify.status(await patch(target, id, [add('/last', 'x')]), 200)
    const answer = await patch(target, id, [add('/one-more', 'x')])
    if (answer.status === 200) skip('the operator allows more than 128 properties')
    verify.status(answer, 413)
    verify.status(await patch(target, id, [replace('/last', 'y')]), 200)
    verify.status(await patch(target, id, [remove('/last'), add('/one-more', 'x')]), 200)
  },
)

conformanceCase(
  {
    id: 'image-update.too-many-tags',
    title: 'A patch may set 128 tags and no more',
    operation: 'updateImage',
    status: [200, 413],
    needs: ['write'],
  },
  async ({ target, resources, verify, skip }) => {
    const { id } = await resources.queuedImage()
    verify.status(await patch(target, id, [replace('/tags', many(128))]), 200)
    const answer = await patch(target, id, [replace('/tags', many(129))])
    if (answer.status === 200) skip('the operator allows more than 128 tags')
    verify.status(answer, 413)
  },
)

conformanceCase(
  {
    id: 'image-update.during-upload',
    title: 'What a patch changes during an upload stays changed',
    operation: 'updateImage',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ x: 'old' })
    const bytes = someBytes(256 * 1024)
    const uploading = target.open('PUT', filePath(id), { headers: OCTETS, length: bytes.length })
    await uploading.write(bytes.subarray(0, 128 * 1024))
    await delay(300)
    verify.status(await patch(target, id, [replace('/name', 'renamed'), replace('/x', 'new'), add('/y', 'made')]), 200)
    await uploading.write(bytes.subarray(128 * 1024))
    uploading.end()
    verify.status(await uploading.answer, 204)
    const image = (await target.get(imagePath(id))).json()
    verify.equal('status', image.status, 'active')
    verify.equal('size', image.size, bytes.length)
    verify.equal('name, x and y', [image.name, image.x, image.y], ['renamed', 'new', 'made'], 'R2')
  },
)
