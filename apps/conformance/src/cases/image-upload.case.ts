import { setTimeout as delay } from 'node:timers/promises'
import { conformanceCase } from '../conformance-case.ts'
import {
  digest,
  filePath,
  imagePath,
  inChunks,
  OCTETS,
  someBytes,
  unknownId,
  upload,
  waitForStatus,
} from '../requests.ts'
import { verifyClean } from '../upload-checks.ts'
import { quirk } from '../verify.ts'

const SIZES = [0, 1, 65_535, 65_536, 65_537, 3 * 1024 * 1024 + 7]

for (const size of SIZES)
  for (const framing of ['length', 'chunked'] as const)
    conformanceCase(
      {
        id: `image-data.upload.${framing}.${size}`,
        title: `${size} bytes are stored, sent with ${framing === 'length' ? 'a length' : 'no length'}`,
        operation: 'uploadImageData',
        status: 204,
        needs: ['write'],
      },
      async ({ target, resources, verify }) => {
        const { id } = await resources.queuedImage()
        const bytes = someBytes(size)
        const answer = await upload(target, id, framing === 'length' ? bytes : inChunks(bytes, 10_000))
        verify.status(answer, 204)
        const image = (await target.get(imagePath(id))).json()
        verify.equal('status', image.status, 'active')
        verify.equal('size', image.size, size)
        verify.equal('checksum', image.checksum, digest('md5', bytes))
        verify.equal('os_hash_value', image.os_hash_value, digest(image.os_hash_algo, bytes))
        const data = await target.get(filePath(id))
        verify.status(data, 200)
        verify.bytes('the data', data.body, bytes)
      },
    )

conformanceCase(
  {
    id: 'image-data.upload.status-meanwhile',
    title: 'While data arrives the image is saving and has none',
    operation: 'uploadImageData',
    status: 204,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    const bytes = someBytes(256 * 1024)
    const uploading = target.open('PUT', filePath(id), { headers: OCTETS })
    await uploading.write(bytes.subarray(0, 200_000))
    await waitForStatus(target, id, 'saving')
    verify.status(await target.get(filePath(id)), 204)
    const image = (await target.get(imagePath(id))).json()
    for (const key of ['checksum', 'os_hash_value']) verify.equal(key, image[key], null)
    await uploading.write(bytes.subarray(200_000))
    uploading.end()
    verify.status(await uploading.answer, 204)
    verify.equal('status', (await target.get(imagePath(id))).json().status, 'active')
  },
)

conformanceCase(
  {
    id: 'image-data.upload.slow',
    title: 'Data that arrives in small pieces with pauses is stored whole',
    operation: 'uploadImageData',
    status: 204,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    const bytes = someBytes(1000)
    const uploading = target.open('PUT', filePath(id), { headers: OCTETS })
    for await (const piece of inChunks(bytes, 100)) {
      await uploading.write(piece)
      await delay(30)
    }
    uploading.end()
    verify.status(await uploading.answer, 204)
    verify.bytes('the data', (await target.get(filePath(id))).body, bytes)
  },
)

conformanceCase(
  {
    id: 'image-data.upload.expect-continue',
    title: 'A client that waits for 100 Continue gets it',
    operation: 'uploadImageData',
    status: 204,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    const bytes = someBytes(2000)
    const headers = { ...OCTETS, Expect: '100-continue' }
    const uploading = target.open('PUT', filePath(id), { headers, length: bytes.length })
    verify.that(await uploading.continued, 'the server did not ask for the body')
    await uploading.write(bytes)
    uploading.end()
    verify.status(await uploading.answer, 204)
    verify.bytes('the data', (await target.get(filePath(id))).body, bytes)
  },
)

conformanceCase(
  {
    id: 'image-data.upload.media-type-parameter',
    title: 'The media type may have parameters',
    operation: 'uploadImageData',
    status: 204,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    verify.status(await upload(target, id, 'x', { 'Content-Type': 'application/octet-stream; charset=binary' }), 204)
  },
)

conformanceCase(
  {
    id: 'image-data.upload.content-range-ignored',
    title: 'Content-Range on an upload is ignored',
    operation: 'uploadImageData',
    status: 204,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    const bytes = someBytes(50)
    verify.status(await upload(target, id, bytes, { 'Content-Range': 'bytes 0-49/100' }), 204)
    verify.equal('size', (await target.get(imagePath(id))).json().size, 50)
  },
)

conformanceCase(
  {
    id: 'image-data.upload.declared-size',
    title: 'A declared size that fits is accepted',
    operation: 'uploadImageData',
    status: 204,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    const bytes = someBytes(5000)
    verify.status(await upload(target, id, inChunks(bytes, 1000), { 'X-Openstack-Image-Size': '5000' }), 204)
  },
)

conformanceCase(
  {
    id: 'image-data.upload.store-ignored',
    title: 'A server with one store does not look at the store asked for',
    operation: 'uploadImageData',
    status: 204,
    needs: ['write', 'oneStore'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    verify.status(await upload(target, id, 'x', { 'X-Image-Meta-Store': 'no-such-store' }), 204)
  },
)

conformanceCase(
  {
    id: 'image-data.upload.store-unknown',
    title: 'A store that does not exist is refused',
    operation: 'uploadImageData',
    status: 400,
    needs: ['write', 'severalStores'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    verify.status(await upload(target, id, 'x', { 'X-Image-Meta-Store': 'no-such-store' }), 400)
    await verifyClean(target, verify, id)
  },
)

for (const [name, formats, missing] of [
  ['both', {}, ['disk_format', 'container_format']],
  ['disk', { container_format: 'bare' }, ['disk_format']],
  ['container', { disk_format: 'raw' }, ['container_format']],
] as const)
  conformanceCase(
    {
      id: `image-data.upload.formats-missing.${name}`,
      title: `An image without ${missing.join(' and ')} takes no data`,
      operation: 'uploadImageData',
      status: 400,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.image(formats)
      const answer = await upload(target, id, someBytes(100))
      verify.status(answer, 400)
      for (const format of missing)
        verify.that(answer.text.includes(format), `the message does not name ${format}`, { actual: answer.text })
      await verifyClean(target, verify, id)
    },
  )

for (const [name, size] of [
  ['text', 'many'],
  ['fraction', '1.5'],
  ['negative', '-1'],
] as const)
  conformanceCase(
    {
      id: `image-data.upload.declared-size.${name}`,
      title: `The declared size ${size} is refused`,
      operation: 'uploadImageData',
      status: 400,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage()
      const answer = await upload(target, id, someBytes(100), { 'X-Openstack-Image-Size': size })
      if (verify.status(answer, 400, quirk('older-than-image-size', 204))) await verifyClean(target, verify, id)
    },
  )

for (const [name, type] of [
  ['json', 'application/json'],
  ['form', 'application/x-www-form-urlencoded'],
  ['text', 'text/plain'],
  ['none', undefined],
] as const)
  conformanceCase(
    {
      id: `image-data.upload.media-type.${name}`,
      title: `Data of the media type ${type ?? '(none)'} is refused`,
      operation: 'uploadImageData',
      status: 415,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage()
      const headers = type ? { 'Content-Type': type } : {}
      verify.status(await target.put(filePath(id), { headers, body: someBytes(100) }), 415)
      await verifyClean(target, verify, id)
    },
  )

conformanceCase(
  {
    id: 'image-data.upload.unknown',
    title: 'An unknown or deleted image takes no data',
    operation: 'uploadImageData',
    status: 404,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    for (const id of [unknownId(), 'no-such-name']) verify.status(await upload(target, id, someBytes(100)), 404)
    const { id } = await resources.queuedImage()
    verify.status(await target.delete(imagePath(id)), 204)
    verify.status(await upload(target, id, someBytes(100)), 404)
  },
)

conformanceCase(
  {
    id: 'image-data.upload.active',
    title: 'An active image takes no other data',
    operation: 'uploadImageData',
    status: 409,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const bytes = someBytes(100)
    const before = await resources.activeImage(bytes)
    verify.status(await upload(target, before.id, someBytes(200)), 409)
    verify.status(await upload(target, before.id, ''), 409)
    verify.equal('the image', (await target.get(imagePath(before.id))).json(), before)
    verify.bytes('the data', (await target.get(filePath(before.id))).body, bytes)
  },
)

for (const [name, connection] of [
  ['large-refusal', 'keep-alive'],
  ['large-refusal-close', 'close'],
] as const)
  conformanceCase(
    {
      id: `image-data.upload.${name}`,
      title: `A refusal can be read although the body is large (Connection: ${connection})`,
      operation: 'uploadImageData',
      status: 409,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.activeImage(someBytes(100))
      for (let round = 0; round < 5; round += 1)
        verify.status(await upload(target, id, someBytes(8 * 1024 * 1024), { Connection: connection }), 409)
      verify.status(await target.get(imagePath(id)), 200)
    },
  )

conformanceCase(
  {
    id: 'image-data.upload.expect-refused',
    title: 'A client that waits for 100 Continue is refused without sending a byte',
    operation: 'uploadImageData',
    status: 409,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100))
    const bytes = someBytes(2000)
    const headers = { ...OCTETS, Expect: '100-continue' }
    const uploading = target.open('PUT', filePath(id), { headers, length: bytes.length })
    const asked = await uploading.continued
    if (asked) {
      // Needless, but legal: what counts is the answer.
      await uploading.write(bytes)
      uploading.end()
    }
    verify.status(await uploading.answer, 409)
    uploading.abort()
  },
)
