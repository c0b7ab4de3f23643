import { conformanceCase } from '../conformance-case.ts'
import { answeredV1, createV1, IMAGES_V1, imageOf, pathV1 } from '../images-v1.ts'
import { OCTETS, unknownId } from '../requests.ts'

conformanceCase(
  {
    id: 'v1.create.defaults',
    title: 'A request that says nothing reserves an image with the documented defaults',
    operation: 'createImageV1',
    status: 201,
    needs: ['v1', 'write'],
  },
  async ({ target, verify }) => {
    const answer = await target.post(IMAGES_V1)
    verify.status(answer, 201)
    const { id, owner, created_at, updated_at, ...image } = answeredV1(answer)
    verify.equal('the image', image, {
      name: null,
      disk_format: null,
      container_format: null,
      checksum: null,
      size: 0,
      status: 'queued',
      is_public: false,
      protected: false,
      deleted: false,
      min_disk: 0,
      min_ram: 0,
      deleted_at: null,
      virtual_size: null,
      properties: {},
    })
    verify.equal('updated_at', updated_at, created_at)
    verify.header(answer, 'Location', pathV1(id))
    verify.equal('ETag', answer.header('etag'), undefined)
  },
)

conformanceCase(
  {
    id: 'v1.create.everything',
    title: 'Every field that a caller may set is kept, and custom properties are',
    operation: 'createImageV1',
    status: 201,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const fields = {
      id: unknownId(),
      name: resources.name(),
      disk_format: 'qcow2',
      container_format: 'ovf',
      min_disk: 2147483647,
      min_ram: 512,
    }
    const properties = { os_distro: 'debian', colour: 'red' }
    const said = { ...fields, protected: 'True', 'property-os_distro': 'debian', 'property-colour': 'red' }
    const answer = await createV1(target, said)
    verify.status(answer, 201)
    const image = answeredV1(answer)
    for (const [key, value] of Object.entries({ ...fields, protected: true, properties }))
      verify.equal(key, image[key as keyof typeof image], value)
    verify.equal('the image as shown', imageOf(await target.head(pathV1(fields.id))), image)
  },
)

conformanceCase(
  {
    id: 'v1.create.ignored',
    title: 'What only the server says of a new image is ignored: it has no status but queued, and no times but its own',
    operation: 'createImageV1',
    status: 201,
    needs: ['v1', 'write'],
  },
  async ({ target, verify }) => {
    const past = { created_at: '2001-01-01T00:00:00', updated_at: '2001-01-01T00:00:00.000000' }
    const said = { ...past, status: 'active', deleted: 'True', virtual_size: 5, uri: '/x', size: 5, checksum: 'ab' }
    const answer = await createV1(target, said)
    verify.status(answer, 201)
    const { id, created_at, updated_at } = answeredV1(answer)
    const { status, deleted, virtual_size, size, checksum } = imageOf(await target.head(pathV1(id)))
    verify.equal(
      'the image',
      { status, deleted, virtual_size, size, checksum },
      { status: 'queued', deleted: false, virtual_size: null, size: 0, checksum: null },
    )
    verify.that(created_at > '2002' && updated_at > '2002', 'the times are those of the request', {
      actual: created_at,
    })
    verify.status(await target.get(pathV1(id)), 404)
  },
)

conformanceCase(
  {
    id: 'v1.create.copy-from-misspelt',
    title: 'x-image-meta-copy_from, which some texts have for x-glance-api-copy-from, does nothing',
    operation: 'createImageV1',
    status: 201,
    needs: ['v1', 'write'],
  },
  async ({ target, verify }) => {
    const answer = await createV1(target, { copy_from: 'file:///etc/hostname' })
    verify.status(answer, 201)
    verify.equal('status', answeredV1(answer).status, 'queued')
  },
)

conformanceCase(
  {
    id: 'v1.create.empty',
    title: 'An image of 0 bytes is active at once, and has no checksum',
    operation: 'createImageV1',
    status: 201,
    needs: ['v1', 'write'],
  },
  async ({ target, verify }) => {
    const answer = await createV1(target, { size: 0 })
    verify.status(answer, 201)
    const { id, status, size, checksum } = answeredV1(answer)
    verify.equal('the image', { status, size, checksum }, { status: 'active', size: 0, checksum: null })
    const data = await target.get(pathV1(id))
    verify.status(data, 200)
    verify.equal('the length of the data', data.body.length, 0)
    for (const one of [answer, data]) verify.equal('ETag', one.header('etag'), undefined)
  },
)

conformanceCase(
  {
    id: 'v1.create.media-type-without-body',
    title: 'A media type without a body means nothing: clients send one with every request',
    operation: 'createImageV1',
    status: 201,
    needs: ['v1', 'write'],
  },
  async ({ target, verify }) => {
    for (const type of ['text/plain', OCTETS['Content-Type']]) {
      const answer = await target.post(IMAGES_V1, { headers: { 'Content-Type': type } })
      verify.status(answer, 201)
      verify.equal('status', answeredV1(answer).status, 'queued')
    }
  },
)

conformanceCase(
  {
    id: 'v1.create.owner-by-member',
    title: 'The owner that a member names is not believed: it is the project of the member',
    operation: 'createImageV1',
    status: 201,
    needs: ['v1', 'write', 'authentication', 'member'],
  },
  async ({ target, resources, verify }) => {
    const { owner } = await resources.imageV1()
    const answer = await createV1(target, { owner: 'another-project' })
    verify.status(answer, 201)
    verify.equal('owner', answeredV1(answer).owner, owner)
  },
)

conformanceCase(
  {
    id: 'v1.create.owner-by-administrator',
    title: 'An administrator may create an image for another project',
    operation: 'createImageV1',
    status: 201,
    needs: ['v1', 'write', 'administrator'],
  },
  async ({ target, verify }) => {
    const answer = await createV1(target, { owner: 'another-project' })
    verify.status(answer, 201)
    verify.equal('owner', answeredV1(answer).owner, 'another-project')
  },
)

conformanceCase(
  {
    id: 'v1.create.public',
    title: 'Who may publish images makes a public one',
    operation: 'createImageV1',
    status: 201,
    needs: ['v1', 'write', 'publish'],
  },
  async ({ target, verify }) => {
    const answer = await createV1(target, { is_public: 'True' })
    verify.status(answer, 201)
    verify.equal('is_public', answeredV1(answer).is_public, true)
  },
)

for (const prefix of ['/v1.0', '/v1.1'])
  conformanceCase(
    {
      id: `v1.create.at.${prefix.slice(2)}`,
      title: `${prefix} serves what /v1 serves`,
      operation: 'wire',
      status: 201,
      needs: ['v1', 'write'],
    },
    async ({ target, verify }) => {
      const answer = await target.post(`${prefix}/images`)
      verify.status(answer, 201)
      const { id } = answeredV1(answer)
      verify.header(answer, 'Location', pathV1(id))
      verify.status(await target.head(`${prefix}/images/${id}`), 200)
    },
  )
