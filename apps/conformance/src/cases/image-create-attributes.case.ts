import { conformanceCase } from '../conformance-case.ts'
import { JSON_HEADERS } from '../requests.ts'
import { quirk } from '../verify.ts'

for (const [name, body] of [
  ['empty', ''],
  ['not-json', '{"name": '],
  ['not-json-text', 'name=x'],
  ['number', '3'],
  ['string', '"x"'],
  ['true', 'true'],
  ['null', 'null'],
] as const)
  conformanceCase(
    {
      id: `image-create.body.${name}`,
      title: `The body ${JSON.stringify(body)} is refused`,
      operation: 'createImage',
      status: 400,
      needs: ['write'],
    },
    async ({ target, verify }) => {
      verify.status(await target.post('/v2/images', { headers: JSON_HEADERS, body }), 400)
    },
  )

conformanceCase(
  {
    id: 'image-create.body.array',
    title: 'An array is refused',
    operation: 'createImage',
    status: 400,
    needs: ['write'],
  },
  async ({ target, verify }) => {
    for (const json of [[], [{ name: 'x' }]])
      verify.status(await target.post('/v2/images', { json }), 400, quirk('C1', 500))
  },
)

conformanceCase(
  {
    id: 'image-create.body.not-utf8',
    title: 'JSON that is not UTF-8 is refused',
    operation: 'createImage',
    status: 400,
    needs: ['write'],
  },
  async ({ target, verify }) => {
    const body = Buffer.from('{"name": "\u00ff"}', 'latin1')
    verify.status(await target.post('/v2/images', { headers: JSON_HEADERS, body }), 400, quirk('bad-utf8', 500))
  },
)

const WRONG_VALUES: Readonly<Record<string, readonly unknown[]>> = {
  id: ['not-a-uuid', '', 3, null, '6f0f8a0e58a44d3c9f150f7d2f4a8a1b'],
  name: [3, true, [], {}, 'x'.repeat(256)],
  visibility: ['secret', '', 3, null],
  owner: [3, {}, 'x'.repeat(256)],
  protected: ['true', 1, null],
  os_hidden: ['true', 0, null],
  min_disk: [-1, 2147483648, 1.5, '1', null],
  min_ram: [-1, 2147483648, 1.5, '1', null],
  disk_format: ['floppy', '', 3],
  container_format: ['box', '', 3],
  tags: ['one', { one: true }, [3], [null], ['x'.repeat(256)], null],
  custom: [3, 1.5, true, null, [], {}],
  kernel_id: ['not-a-uuid', 3],
  cinder_encryption_key_deletion_policy: ['perhaps'],
  [`${'n'.repeat(256)}`]: ['value'],
}

for (const [attribute, values] of Object.entries(WRONG_VALUES))
  conformanceCase(
    {
      id: `image-create.wrong.${attribute.length > 255 ? 'long-name' : attribute.replaceAll('_', '-')}`,
      title: `Values that ${attribute.length > 255 ? 'have a name of 256 characters' : attribute} cannot have are refused`,
      operation: 'createImage',
      status: 400,
      needs: ['write'],
    },
    async ({ target, verify }) => {
      for (const value of values) verify.status(await target.post('/v2/images', { json: { [attribute]: value } }), 400)
    },
  )

conformanceCase(
  {
    id: 'image-create.wrong.empty-name',
    title: 'A property without a name is refused',
    operation: 'createImage',
    status: 400,
    needs: ['write'],
  },
  async ({ target, verify }) => {
    verify.status(await target.post('/v2/images', { json: { '': 'value' } }), 400, quirk('C16', 201))
  },
)

const READ_ONLY: Readonly<Record<string, unknown>> = {
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  status: 'active',
  checksum: 'd41d8cd98f00b204e9800998ecf8427e',
  size: 1,
  virtual_size: 1,
  direct_url: 'file:///x',
  self: '/v2/images/x',
  file: '/v2/images/x/file',
  schema: '/v2/schemas/image',
  stores: 'a',
}

for (const [attribute, value] of Object.entries(READ_ONLY))
  conformanceCase(
    {
      id: `image-create.read-only.${attribute.replaceAll('_', '-')}`,
      title: `${attribute} is only the server's to set`,
      operation: 'createImage',
      status: 403,
      needs: ['write'],
    },
    async ({ target, verify }) => {
      verify.status(await target.post('/v2/images', { json: { [attribute]: value } }), 403)
    },
  )

conformanceCase(
  {
    id: 'image-create.read-only.os-hash',
    title: 'os_hash_algo and os_hash_value are only the server’s to set',
    operation: 'createImage',
    status: 403,
    needs: ['write'],
  },
  async ({ target, verify }) => {
    for (const json of [{ os_hash_algo: 'sha512' }, { os_hash_value: 'ab' }])
      verify.status(await target.post('/v2/images', { json }), 403, quirk('C15', 201))
  },
)

const RESERVED: Readonly<Record<string, unknown>> = {
  location: 'file:///etc/passwd',
  locations: [],
  deleted: 'false',
  deleted_at: '2026-01-01T00:00:00Z',
  os_glance: 'x',
  os_glance_import_task: 'x',
}

for (const [attribute, value] of Object.entries(RESERVED))
  conformanceCase(
    {
      id: `image-create.reserved.${attribute.replaceAll('_', '-')}`,
      title: `${attribute} is reserved`,
      operation: 'createImage',
      status: 403,
      needs: ['write'],
    },
    async ({ target, verify }) => {
      const answer = await target.post('/v2/images', { json: { [attribute]: value } })
      verify.status(answer, 403)
      verify.that(answer.text.includes(attribute), 'the message does not name the attribute', { actual: answer.text })
    },
  )

conformanceCase(
  {
    id: 'image-create.reserved.not-text',
    title: 'A reserved name with a value that is not text breaks the schema first',
    operation: 'createImage',
    status: 400,
    needs: ['write'],
  },
  async ({ target, verify }) => {
    for (const json of [{ deleted: false }, { os_glance_x: 3 }])
      verify.status(await target.post('/v2/images', { json }), 400)
  },
)

conformanceCase(
  {
    id: 'image-create.body.deep',
    title: 'JSON that is nested without end is refused',
    operation: 'createImage',
    status: 400,
    needs: ['write'],
  },
  async ({ target, verify }) => {
    const depth = 100_000
    const body = `{"name": ${'['.repeat(depth)}${']'.repeat(depth)}}`
    verify.status(await target.post('/v2/images', { headers: JSON_HEADERS, body }), 400, quirk('deep-json', 500))
  },
)
