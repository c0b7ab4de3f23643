import { conformanceCase } from '../conformance-case.ts'
import { imagePath, JSON_HEADERS, many, unknownId } from '../requests.ts'
import { quirk } from '../verify.ts'

const QUEUED = { size: null, virtual_size: null, checksum: null, os_hash_algo: null, os_hash_value: null }

conformanceCase(
  {
    id: 'image-create.defaults',
    title: 'An empty object makes an image with the documented defaults',
    operation: 'createImage',
    status: 201,
    needs: ['write'],
  },
  async ({ target, verify }) => {
    const answer = await target.post('/v2/images', { json: {} })
    verify.status(answer, 201)
    const image = answer.json()
    const defaults = {
      ...QUEUED,
      status: 'queued',
      name: null,
      visibility: 'shared',
      protected: false,
      os_hidden: false,
      min_disk: 0,
      min_ram: 0,
      disk_format: null,
      container_format: null,
      tags: [],
    }
    for (const [key, value] of Object.entries(defaults)) verify.equal(key, image[key], value)
    verify.equal('self', image.self, imagePath(image.id))
    verify.equal('file', image.file, `${imagePath(image.id)}/file`)
    verify.equal('schema', image.schema, '/v2/schemas/image')
    verify.equal('updated_at', image.updated_at, image.created_at)
    verify.that(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(image.created_at), 'created_at is not whole seconds of UTC', {
      actual: image.created_at,
    })
  },
)

conformanceCase(
  {
    id: 'image-create.location',
    title: 'Location is the absolute URL of the new image',
    operation: 'createImage',
    status: 201,
    needs: ['write'],
  },
  async ({ target, verify }) => {
    const answer = await target.post('/v2/images', { json: {} })
    verify.status(answer, 201)
    const location = answer.header('location') ?? ''
    verify.that(URL.canParse(location), 'Location is not an absolute URL', { actual: location })
    verify.equal('the end of Location', location.slice(location.indexOf('/v2/')), imagePath(answer.json().id))
  },
)

conformanceCase(
  {
    id: 'image-create.everything',
    title: 'Every attribute that a caller may set is kept',
    operation: 'createImage',
    status: 201,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const wanted = {
      id: unknownId(),
      name: resources.name('Grüße ☃'),
      visibility: 'private',
      protected: true,
      os_hidden: true,
      min_disk: 2147483647,
      min_ram: 512,
      disk_format: 'qcow2',
      container_format: 'bare',
      tags: ['one'],
      os_distro: 'debian',
      hw_machine_type: 'q35',
      'with space and / and ~': 'kept',
      empty: '',
      long: 'x'.repeat(5000),
    }
    const answer = await target.post('/v2/images', { json: wanted })
    verify.status(answer, 201)
    const shown = (await target.get(imagePath(wanted.id))).json()
    for (const [key, value] of Object.entries(wanted)) {
      verify.equal(`${key} as created`, answer.json()[key], value)
      verify.equal(`${key} as shown`, shown[key], value)
    }
  },
)

conformanceCase(
  {
    id: 'image-create.tags-once',
    title: 'A tag given twice is kept once, and case counts',
    operation: 'createImage',
    status: 201,
    needs: ['write'],
  },
  async ({ target, verify }) => {
    const answer = await target.post('/v2/images', { json: { tags: ['a', 'b', 'a', 'A', 'with/slash'] } })
    verify.status(answer, 201)
    verify.equal('tags', answer.json().tags.toSorted(), ['A', 'a', 'b', 'with/slash'])
  },
)

conformanceCase(
  {
    id: 'image-create.id-case',
    title: 'An id in upper case is kept so, and is another id than in lower case',
    operation: 'createImage',
    status: 201,
    needs: ['write'],
  },
  async ({ target, verify }) => {
    const id = unknownId().toUpperCase()
    const answer = await target.post('/v2/images', { json: { id } })
    verify.status(answer, 201)
    verify.equal('id', answer.json().id, id)
    verify.status(await target.get(imagePath(id.toLowerCase())), 404, quirk('id-case', 200))
  },
)

conformanceCase(
  {
    id: 'image-create.common-null',
    title: 'kernel_id may be null',
    operation: 'createImage',
    status: 201,
    needs: ['write'],
  },
  async ({ target, verify }) => {
    const answer = await target.post('/v2/images', { json: { kernel_id: null, ramdisk_id: unknownId() } })
    verify.status(answer, 201)
    verify.equal('kernel_id', answer.json().kernel_id, null)
  },
)

for (const [name, headers] of [
  ['plain', { 'Content-Type': 'text/plain' }],
  ['none', {}],
  ['octets', { 'Content-Type': 'application/octet-stream' }],
] as const)
  conformanceCase(
    {
      id: `image-create.media-type.${name}`,
      title: `JSON is read as JSON with the media type ${name}`,
      operation: 'createImage',
      status: 201,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const wanted = resources.name()
      const answer = await target.post('/v2/images', { headers, body: JSON.stringify({ name: wanted }) })
      verify.status(answer, 201)
      verify.equal('name', answer.json().name, wanted)
    },
  )

conformanceCase(
  {
    id: 'image-create.chunked',
    title: 'A chunked JSON body is read',
    operation: 'createImage',
    status: 201,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const wanted = resources.name()
    const bytes = Buffer.from(JSON.stringify({ name: wanted }))
    const answer = await target.post('/v2/images', {
      headers: JSON_HEADERS,
      body: [bytes.subarray(0, 5), bytes.subarray(5)],
    })
    verify.status(answer, 201)
    verify.equal('name', answer.json().name, wanted)
  },
)

conformanceCase(
  {
    id: 'image-create.duplicate-key',
    title: 'Of a key given twice the last counts',
    operation: 'createImage',
    status: 201,
    needs: ['write'],
  },
  async ({ target, verify }) => {
    const answer = await target.post('/v2/images', { headers: JSON_HEADERS, body: '{"name": "a", "name": "b"}' })
    verify.status(answer, 201)
    verify.equal('name', answer.json().name, 'b')
  },
)

conformanceCase(
  {
    id: 'image-create.legacy-names',
    title: 'Names of version 1 are ordinary properties',
    operation: 'createImage',
    status: 201,
    needs: ['write'],
  },
  async ({ target, verify }) => {
    const answer = await target.post('/v2/images', { json: { is_public: 'True', copy_from: 'http://x.example/' } })
    verify.status(answer, 201)
    verify.equal('visibility', answer.json().visibility, 'shared')
    verify.equal('is_public', answer.json().is_public, 'True')
  },
)

conformanceCase(
  {
    id: 'image-create.public-by-member',
    title: 'A member may not make an image public',
    operation: 'createImage',
    status: 403,
    needs: ['write', 'authentication', 'member'],
  },
  async ({ target, verify }) => {
    verify.status(await target.post('/v2/images', { json: { visibility: 'public' } }), 403)
  },
)

conformanceCase(
  {
    id: 'image-create.owner-by-member',
    title: 'A member may not create images for another project',
    operation: 'createImage',
    status: 403,
    needs: ['write', 'authentication', 'member'],
  },
  async ({ target, verify }) => {
    for (const owner of ['another-project', null])
      verify.status(await target.post('/v2/images', { json: { owner } }), 403)
  },
)

conformanceCase(
  {
    id: 'image-create.owner-by-administrator',
    title: 'An administrator may create an image for another project',
    operation: 'createImage',
    status: 201,
    needs: ['write', 'administrator'],
  },
  async ({ target, verify }) => {
    const answer = await target.post('/v2/images', { json: { owner: 'another-project' } })
    verify.status(answer, 201)
    verify.equal('owner', answer.json().owner, 'another-project')
  },
)

conformanceCase(
  {
    id: 'image-create.id-in-use',
    title: 'An id that is in use is refused',
    operation: 'createImage',
    status: 409,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    verify.status(await target.post('/v2/images', { json: { id } }), 409)
  },
)

conformanceCase(
  {
    id: 'image-create.id-of-deleted',
    title: 'The id of a deleted image is never given again',
    operation: 'createImage',
    status: 409,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    verify.status(await target.delete(imagePath(id)), 204)
    verify.status(await target.post('/v2/images', { json: { id } }), 409)
    verify.status(await target.get(imagePath(id)), 404)
  },
)

conformanceCase(
  {
    id: 'image-create.too-many-properties',
    title: '129 properties are too many, 128 are not',
    operation: 'createImage',
    status: [201, 413],
    needs: ['write'],
  },
  async ({ target, verify, skip }) => {
    const properties = (count: number) => Object.fromEntries(many(count).map((name) => [name, 'x']))
    verify.status(await target.post('/v2/images', { json: properties(128) }), 201)
    const answer = await target.post('/v2/images', { json: properties(129) })
    if (answer.status === 201) skip('the operator allows more than 128 properties')
    verify.status(answer, 413)
  },
)

conformanceCase(
  {
    id: 'image-create.too-many-tags',
    title: '129 tags are too many, 128 are not',
    operation: 'createImage',
    status: [201, 413],
    needs: ['write'],
  },
  async ({ target, verify, skip }) => {
    verify.status(await target.post('/v2/images', { json: { tags: many(128) } }), 201)
    const answer = await target.post('/v2/images', { json: { tags: many(129) } })
    if (answer.status === 201) skip('the operator allows more than 128 tags')
    verify.status(answer, 413)
  },
)

conformanceCase(
  {
    id: 'image-create.all-unicode',
    title: 'Characters beyond the basic plane are kept',
    operation: 'createImage',
    status: 201,
    needs: ['write'],
  },
  async ({ target, verify }) => {
    const answer = await target.post('/v2/images', { json: { name: '\u{1f4bf} disc', tags: ['\u{1f4bf}'] } })
    if (verify.status(answer, 201, quirk('C33', 400))) verify.equal('name', answer.json().name, '\u{1f4bf} disc')
  },
)

for (const [name, json] of [
  ['raw', { disk_format: 'raw', container_format: 'bare' }],
  ['iso', { disk_format: 'iso', container_format: 'bare' }],
  ['vmdk', { disk_format: 'vmdk', container_format: 'ova' }],
  ['ami', { disk_format: 'ami', container_format: 'ami' }],
  ['null', { disk_format: null, container_format: null, name: null }],
] as const)
  conformanceCase(
    {
      id: `image-create.formats.${name}`,
      title: `The formats ${json.disk_format} in ${json.container_format} are accepted`,
      operation: 'createImage',
      status: 201,
      needs: ['write'],
    },
    async ({ target, verify }) => {
      const answer = await target.post('/v2/images', { json })
      verify.status(answer, 201)
      verify.equal('disk_format', answer.json().disk_format, json.disk_format)
      verify.equal('container_format', answer.json().container_format, json.container_format)
    },
  )
