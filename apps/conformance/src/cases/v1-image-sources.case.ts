import type { Need } from '../capabilities.ts'
import { conformanceCase } from '../conformance-case.ts'
import type { ImageSource } from '../image-source.ts'
import { answeredV1, createV1, type FieldsV1, imageOf, pathV1, RAW, shownV1, updateV1 } from '../images-v1.ts'
import { digest, someBytes, unknownId } from '../requests.ts'
import { createFrom, makeFrom, ORIGINS, OTHER_CHECKSUM, sourceFor, updateFrom, waitForCopy } from '../sources-v1.ts'
import { verifyKilled } from '../uploads-v1.ts'
import { quirk } from '../verify.ts'

conformanceCase(
  {
    id: 'v1.location.new',
    title: 'A new image whose data lies elsewhere is active at once, with the size of what is there',
    operation: 'createImageV1',
    status: 201,
    needs: ['v1', 'write'],
  },
  async (context) => {
    const { target, verify } = context
    const source = await sourceFor('location', context)
    const { url, bytes } = source.image('location', 1000)
    const answer = await createFrom(target, 'location', url)
    verify.status(answer, 201)
    const { id, status, size } = answeredV1(answer)
    verify.equal('status and size', [status, size], ['active', 1000])
    verify.that(!answer.text.includes(url), 'the location is told', { actual: answer.text })
    verify.equal('the header', (await target.head(pathV1(id))).header('x-image-meta-location'), undefined)
    const data = await target.get(pathV1(id))
    verify.status(data, 200)
    verify.bytes('the data', data.body, bytes)
  },
)

conformanceCase(
  {
    id: 'v1.location.refused.store',
    title: 'There is no new image whose data stays at its location and goes into a store',
    operation: 'createImageV1',
    status: 400,
    needs: ['v1', 'write'],
  },
  async (context) => {
    const { target, capabilities, verify } = context
    const source = await sourceFor('location', context)
    const id = unknownId()
    // What most servers with one store call it.
    const [store = 'file'] = capabilities.stores
    const answer = await createFrom(target, 'location', source.image('store').url, { id, store })
    if (!verify.status(answer, 400, quirk('v1-location-store', 201))) return
    verify.status(await target.head(pathV1(id)), 404, quirk('v1-leftovers', 200))
  },
)

conformanceCase(
  {
    id: 'v1.location.reserved',
    title: 'A reserved image is active once it is said where its data lies, and keeps what it has',
    operation: 'updateImageV1',
    status: 200,
    needs: ['v1', 'write'],
  },
  async (context) => {
    const { target, resources, verify } = context
    const source = await sourceFor('location', context)
    const { url, bytes } = source.image('reserved', 1000)
    const { id, name } = await resources.imageV1(RAW)
    const answer = await updateFrom(target, id, 'location', url)
    verify.status(answer, 200)
    const image = answeredV1(answer)
    verify.equal('the image', [image.name, image.status, image.size], [name, 'active', 1000])
    verify.bytes('the data', (await target.get(pathV1(id))).body, bytes)
  },
)

conformanceCase(
  {
    id: 'v1.copy.new',
    title: 'A copy is reserved, and active once its data was fetched, with its checksum',
    operation: 'createImageV1',
    status: 201,
    needs: ['v1', 'write'],
  },
  async (context) => {
    const { target, verify } = context
    const source = await sourceFor('copy', context)
    const { url, bytes } = source.image('copy', 3000)
    const { id, status } = await makeFrom(context, 'copy', url, { 'property-colour': 'red' })
    verify.equal('the status', status, 'queued')
    const data = await target.get(pathV1(id))
    verify.status(data, 200)
    const { size, checksum, properties } = imageOf(data)
    const wanted = { size: bytes.length, checksum: digest('md5', bytes), properties: { colour: 'red' } }
    verify.equal('the image', { size, checksum, properties }, wanted)
    verify.bytes('the data', data.body, bytes)
  },
)

conformanceCase(
  {
    id: 'v1.copy.reserved',
    title: 'A reserved image gets a copy',
    operation: 'updateImageV1',
    status: 200,
    needs: ['v1', 'write'],
  },
  async (context) => {
    const { target, resources, verify } = context
    const source = await sourceFor('copy', context)
    const { url, bytes } = source.image('reserved')
    const { id } = await resources.imageV1(RAW)
    verify.status(await updateFrom(target, id, 'copy', url), 200)
    await waitForCopy(target, id)
    verify.bytes('the data', (await target.get(pathV1(id))).body, bytes)
  },
)

interface UnusableCopy {
  readonly name: string
  readonly what: string
  readonly needs?: readonly Need[]
  readonly from: (source: ImageSource) => [url: string, fields?: FieldsV1]
}

const UNUSABLE_COPIES: readonly UnusableCopy[] = [
  { name: 'broken', what: 'breaks off', from: ({ broken }) => [broken] },
  {
    name: 'other-format',
    what: 'is not of its format',
    needs: ['formatInspection'],
    from: ({ image }) => [image('format').url, { disk_format: 'qcow2' }],
  },
  {
    name: 'other-checksum',
    what: 'has another checksum than said',
    from: ({ image }) => [image('forged').url, { checksum: OTHER_CHECKSUM }],
  },
]

for (const { name, what, needs = [], from } of UNUSABLE_COPIES) {
  conformanceCase(
    {
      id: `v1.copy.${name}`,
      title: `An image whose copy ${what} is killed`,
      operation: 'createImageV1',
      status: 201,
      needs: ['v1', 'write', ...needs],
    },
    async (context) => {
      const { target, verify } = context
      const [url, fields] = from(await sourceFor('copy', context))
      const { id } = await makeFrom(context, 'copy', url, fields)
      await verifyKilled(target, verify, id)
    },
  )
}

for (const origin of Object.keys(ORIGINS) as (keyof typeof ORIGINS)[]) {
  conformanceCase(
    {
      id: `v1.${origin}.absent`,
      title: `There is no new image of a ${origin} where nothing is, and a reserved one stays reserved`,
      operation: 'createImageV1',
      status: 404,
      needs: ['v1', 'write'],
    },
    async (context) => {
      const { target, resources, verify } = context
      const { absent } = await sourceFor(origin, context)
      const id = unknownId()
      verify.status(await createFrom(target, origin, absent, { id }), 404)
      verify.status(await target.head(pathV1(id)), 404, quirk('v1-leftovers', 200))
      const before = await resources.imageV1(RAW)
      verify.status(await updateFrom(target, before.id, origin, absent), 404)
      verify.equal('the status', (await shownV1(target, before.id)).status, 'queued')
    },
  )

  conformanceCase(
    {
      id: `v1.${origin}.without-formats`,
      title: `There is no new image of a ${origin} without formats`,
      operation: 'createImageV1',
      status: 400,
      needs: ['v1', 'write'],
    },
    async (context) => {
      const { target, source, verify } = context
      await sourceFor(origin, context)
      const { url } = source.image('formats')
      for (const fields of [{}, { disk_format: 'raw' }, { container_format: 'bare' }]) {
        const id = unknownId()
        verify.status(await createV1(target, { id, ...fields }, undefined, { headers: ORIGINS[origin](url) }), 400)
        verify.status(await target.head(pathV1(id)), 404, quirk('v1-leftovers', 200))
      }
    },
  )

  conformanceCase(
    {
      id: `v1.${origin}.active`,
      title: `An image that has its data gets none from a ${origin}`,
      operation: 'updateImageV1',
      status: 400,
      needs: ['v1', 'write'],
    },
    async (context) => {
      const { target, resources, verify } = context
      const source = await sourceFor(origin, context)
      const before = await resources.imageV1(RAW, someBytes(100))
      verify.status(await updateFrom(target, before.id, origin, source.image('late').url), 400)
      verify.equal('the image', await shownV1(target, before.id), before)
    },
  )
}

const URL = 'http://127.0.0.1:1/conformance.raw'

for (const [name, headers, body] of [
  ['body-and-location', ORIGINS.location(URL), 'data'],
  ['body-and-copy', ORIGINS.copy(URL), 'data'],
  ['location-and-copy', { ...ORIGINS.location(URL), ...ORIGINS.copy(URL) }, undefined],
] as const) {
  conformanceCase(
    {
      id: `v1.origins.new.${name}`,
      title: `There is no new image of data from two places (${name})`,
      operation: 'createImageV1',
      status: 400,
      needs: ['v1', 'write'],
    },
    async ({ target, verify }) => {
      const id = unknownId()
      verify.status(await createV1(target, { id, ...RAW }, body, { headers }), 400)
      verify.status(await target.head(pathV1(id)), 404, quirk('C35', 200))
    },
  )

  conformanceCase(
    {
      id: `v1.origins.reserved.${name}`,
      title: `A reserved image gets no data from two places (${name}), and stays reserved`,
      operation: 'updateImageV1',
      status: 400,
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.imageV1(RAW)
      verify.status(await updateV1(target, id, {}, body, { headers }), 400)
      verify.equal('the status', (await shownV1(target, id)).status, 'queued')
    },
  )
}
