import { conformanceCase } from '../conformance-case.ts'
import { imageOf, pathV1, RAW } from '../images-v1.ts'
import { digest, imagePath, someBytes, unknownId } from '../requests.ts'
import { quirk } from '../verify.ts'

const SHOWS = [
  ['GET', 'showImageV1'],
  ['HEAD', 'showImageMetadataV1'],
] as const

conformanceCase(
  {
    id: 'v1.show.reserved',
    title: 'A reserved image is shown as it was created, and has no data',
    operation: 'showImageMetadataV1',
    status: 200,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const created = await resources.imageV1({ min_ram: 5, protected: 'True', 'property-colour': 'red' })
    const answer = await target.head(pathV1(created.id))
    verify.status(answer, 200)
    verify.equal('the image', imageOf(answer), created)
    verify.equal('ETag', answer.header('etag'), undefined)
    verify.header(answer, 'Content-Type', /^text\//)
  },
)

conformanceCase(
  {
    id: 'v1.show.active',
    title: 'An active image is its headers and its data, which HEAD leaves out',
    operation: 'showImageV1',
    status: 200,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const bytes = someBytes(70_000)
    const created = await resources.imageV1({ ...RAW, 'property-colour': 'red' }, bytes)
    const head = await target.head(pathV1(created.id))
    verify.header(head, 'Content-Length', '0')
    const answer = await target.get(pathV1(created.id))
    verify.status(answer, 200)
    verify.header(answer, 'Content-Type', /^application\/octet-stream\b/)
    verify.header(answer, 'Content-Length', String(bytes.length))
    verify.bytes('the data', answer.body, bytes)
    for (const one of [head, answer]) {
      verify.equal('the image', imageOf(one), created)
      verify.header(one, 'ETag', digest('md5', bytes))
      verify.equal('the location', one.header('x-image-meta-location'), undefined)
    }
  },
)

for (const [name, headers] of [
  ['range', { Range: 'bytes=10-19' }],
  ['range-of-nothing', { Range: 'bytes=1000-' }],
  ['if-none-match', { 'If-None-Match': '*' }],
] as const)
  conformanceCase(
    {
      id: `v1.show.unconditional.${name}`,
      title: 'There are no parts of the data, and no conditions: it is all sent',
      operation: 'showImageV1',
      status: 200,
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify }) => {
      const bytes = someBytes(100)
      const { id, checksum } = await resources.imageV1(RAW, bytes)
      const same = name === 'if-none-match' ? { 'If-None-Match': String(checksum) } : {}
      const answer = await target.get(pathV1(id), { headers: { ...headers, ...same } })
      verify.status(answer, 200)
      verify.bytes('the data', answer.body, bytes)
    },
  )

conformanceCase(
  {
    id: 'v1.show.without-data',
    title: 'A reserved image has no data to get',
    operation: 'showImageV1',
    status: 404,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.imageV1(RAW)
    verify.status(await target.get(pathV1(id)), 404)
    verify.status(await target.head(pathV1(id)), 200)
  },
)

conformanceCase(
  {
    id: 'v1.show.deactivated',
    title: 'Nobody gets the data of a deactivated image, administrators neither; everybody is told of it',
    operation: 'showImageV1',
    status: 403,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.imageV1(RAW, someBytes(100))
    verify.status(await target.post(`${imagePath(id)}/actions/deactivate`), 204)
    verify.status(await target.get(pathV1(id)), 403)
    const head = await target.head(pathV1(id))
    verify.status(head, 200)
    verify.header(head, 'x-image-meta-status', 'deactivated')
  },
)

for (const [method, operation] of SHOWS) {
  for (const [name, id] of [
    ['uuid', unknownId()],
    ['name', 'no-such-name'],
    ['unicode', encodeURIComponent('Grüße')],
    ['long', 'x'.repeat(300)],
  ] as const)
    conformanceCase(
      {
        id: `v1.show.unknown.${method.toLowerCase()}.${name}`,
        title: `An unknown id (${name}) is 404 for ${method}`,
        operation,
        status: 404,
        needs: ['v1'],
      },
      async ({ target, verify }) => {
        const answer = await target.request(method, pathV1(id))
        verify.status(answer, 404)
        if (method === 'HEAD') verify.equal('the length of the body', answer.body.length, 0)
      },
    )

  conformanceCase(
    {
      id: `v1.show.body.${method.toLowerCase()}`,
      title: `${method} with a body is refused`,
      operation,
      status: 400,
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.imageV1(RAW, someBytes(10))
      for (const body of ['{}', 'x']) verify.status(await target.request(method, pathV1(id), { body }), 400)
      verify.status(await target.request(method, pathV1(id)), 200)
    },
  )

  conformanceCase(
    {
      id: `v1.show.deleted.${method.toLowerCase()}`,
      title: `A deleted image does not exist for ${method}${method === 'HEAD' ? ' of who is no administrator' : ''}`,
      operation,
      status: 404,
      needs: ['v1', 'write', ...(method === 'HEAD' ? (['member'] as const) : [])],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.imageV1(RAW, someBytes(10))
      verify.status(await target.delete(pathV1(id)), 200, quirk('v1-delete', 204))
      verify.status(await target.request(method, pathV1(id)), 404)
    },
  )
}

conformanceCase(
  {
    id: 'v1.show.deleted.administrator',
    title: 'Administrators are told what a deleted image was, and when it was deleted',
    operation: 'showImageMetadataV1',
    status: 200,
    needs: ['v1', 'write', 'administrator'],
  },
  async ({ target, resources, verify }) => {
    const { id, name } = await resources.imageV1({ 'property-colour': 'red' })
    verify.status(await target.delete(pathV1(id)), 200, quirk('v1-delete', 204))
    const answer = await target.head(pathV1(id))
    verify.status(answer, 200)
    const image = imageOf(answer)
    verify.equal('the image', [image.name, image.deleted, image.status], [name, true, 'deleted'])
    verify.header(answer, 'x-image-meta-deleted_at', /^\d{4}-/)
  },
)
