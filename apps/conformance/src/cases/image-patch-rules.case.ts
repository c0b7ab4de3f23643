import { conformanceCase } from '../conformance-case.ts'
import { add, imagePath, PATCH_20, PATCH_21, patch, patch20, remove, replace } from '../requests.ts'
import { quirk } from '../verify.ts'

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
