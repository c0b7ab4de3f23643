import { conformanceCase } from '../conformance-case.ts'
import { answeredV1, createV1, IMAGES_V1, meta, pathV1, RAW, updateV1 } from '../images-v1.ts'
import { digest, imagePath, inChunks, OCTETS, someBytes, unknownId, waitForStatus } from '../requests.ts'
import { verifyActive } from '../uploads-v1.ts'

for (const [framing, sizes] of [
  ['length', [1, 65_537, 3 * 1024 * 1024 + 7]],
  ['chunked', [0, 1, 65_537, 3 * 1024 * 1024 + 7]],
] as const)
  for (const size of sizes)
    conformanceCase(
      {
        id: `v1.upload.new.${framing}.${size}`,
        title: `A new image with ${size} bytes is active, sent with ${framing === 'length' ? 'a length' : 'no length'}`,
        operation: 'createImageV1',
        status: 201,
        needs: ['v1', 'write'],
      },
      async ({ target, resources, verify }) => {
        const bytes = someBytes(size)
        const body = framing === 'length' ? bytes : inChunks(bytes, 10_000)
        const answer = await createV1(target, { name: resources.name(), ...RAW }, body)
        verify.status(answer, 201)
        verify.header(answer, 'Location', pathV1(answeredV1(answer).id))
        await verifyActive(target, verify, answer, bytes)
      },
    )

conformanceCase(
  {
    id: 'v1.upload.new.said',
    title: 'Data that is what it was said to be is taken, be the checksum in upper case',
    operation: 'createImageV1',
    status: 201,
    needs: ['v1', 'write'],
  },
  async ({ target, verify }) => {
    const bytes = someBytes(5000)
    const checksum = digest('md5', bytes)
    for (const said of [{ size: 5000 }, { checksum }, { size: 5000, checksum: checksum.toUpperCase() }]) {
      const answer = await createV1(target, { ...RAW, ...said }, inChunks(bytes, 1000))
      verify.status(answer, 201)
      await verifyActive(target, verify, answer, bytes)
    }
  },
)

conformanceCase(
  {
    id: 'v1.upload.new.media-type-parameter',
    title: 'The media type may have parameters',
    operation: 'createImageV1',
    status: 201,
    needs: ['v1', 'write'],
  },
  async ({ target, verify }) => {
    const headers = { 'Content-Type': 'application/octet-stream; charset=binary' }
    verify.status(await createV1(target, RAW, 'some data', { headers }), 201)
  },
)

conformanceCase(
  {
    id: 'v1.upload.new.expect-continue',
    title: 'A client that waits for 100 Continue gets it',
    operation: 'createImageV1',
    status: 201,
    needs: ['v1', 'write'],
  },
  async ({ target, verify }) => {
    const bytes = someBytes(2000)
    const headers = { ...OCTETS, ...meta(RAW), Expect: '100-continue' }
    const uploading = target.open('POST', IMAGES_V1, { headers, length: bytes.length })
    verify.that(await uploading.continued, 'the server did not ask for the body')
    await uploading.write(bytes)
    uploading.end()
    const answer = await uploading.answer
    verify.status(answer, 201)
    await verifyActive(target, verify, answer, bytes)
  },
)

conformanceCase(
  {
    id: 'v1.upload.store',
    title: 'Data goes into the store that the request names',
    operation: 'createImageV1',
    status: 201,
    needs: ['v1', 'write', 'severalStores'],
  },
  async ({ target, verify, capabilities }) => {
    for (const store of capabilities.stores) {
      const bytes = someBytes(100)
      const answer = await createV1(target, { ...RAW, store }, bytes)
      verify.status(answer, 201)
      await verifyActive(target, verify, answer, bytes)
      verify.equal('the stores', (await target.get(imagePath(answeredV1(answer).id))).json().stores, store)
    }
  },
)

conformanceCase(
  {
    id: 'v1.upload.meanwhile',
    title: 'While data arrives the image is saving, and has none',
    operation: 'showImageV1',
    status: 404,
    needs: ['v1', 'write'],
  },
  async ({ target, verify }) => {
    const id = unknownId()
    const bytes = someBytes(256 * 1024)
    const uploading = target.open('POST', IMAGES_V1, { headers: { ...OCTETS, ...meta({ id, ...RAW }) } })
    await uploading.write(bytes.subarray(0, 200_000))
    await waitForStatus(target, id, 'saving')
    verify.header(await target.head(pathV1(id)), 'x-image-meta-status', 'saving')
    verify.status(await target.get(pathV1(id)), 404)
    await uploading.write(bytes.subarray(200_000))
    uploading.end()
    const answer = await uploading.answer
    verify.status(answer, 201)
    await verifyActive(target, verify, answer, bytes)
  },
)

for (const framing of ['length', 'chunked'] as const)
  conformanceCase(
    {
      id: `v1.upload.reserved.${framing}`,
      title: 'A reserved image gets its data later, and keeps its properties although the upload names none',
      operation: 'updateImageV1',
      status: 200,
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify }) => {
      const { id, name } = await resources.imageV1({ ...RAW, 'property-colour': 'red' })
      const bytes = someBytes(100_000)
      const answer = await updateV1(target, id, {}, framing === 'length' ? bytes : inChunks(bytes, 10_000))
      verify.status(answer, 200)
      verify.equal('Location', answer.header('location'), undefined)
      const image = answeredV1(answer)
      verify.equal('name and properties', [image.name, image.properties], [name, { colour: 'red' }])
      await verifyActive(target, verify, answer, bytes)
    },
  )

conformanceCase(
  {
    id: 'v1.upload.reserved.with-fields',
    title: 'Fields come along with the data of a reserved image, and properties are added to those it has',
    operation: 'updateImageV1',
    status: 200,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.imageV1({ 'property-colour': 'red' })
    const purge = { headers: { 'x-glance-registry-purge-props': 'True' } }
    const bytes = someBytes(100)
    const answer = await updateV1(target, id, { ...RAW, name: 'later', 'property-shape': 'round' }, bytes, purge)
    verify.status(answer, 200)
    const { name, disk_format, properties } = answeredV1(answer)
    verify.equal('the fields', [name, disk_format], ['later', 'raw'])
    verify.equal('the properties', properties, { colour: 'red', shape: 'round' })
    await verifyActive(target, verify, answer, bytes)
  },
)

conformanceCase(
  {
    id: 'v1.upload.reserved.not-empty',
    title: 'Unlike a new image, a reserved one is not active because somebody says that it has 0 bytes',
    operation: 'updateImageV1',
    status: 200,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.imageV1(RAW)
    const answer = await updateV1(target, id, { size: 0 })
    verify.status(answer, 200)
    verify.equal('status', answeredV1(answer).status, 'queued')
  },
)
