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
  waitForImage,
  waitForStatus,
} from '../requests.ts'
import type { Resources } from '../resources.ts'
import type { Target } from '../target.ts'
import type { Verify } from '../verify.ts'
import { quirk } from '../verify.ts'

const EMPTY_DATA = { size: null, virtual_size: null, checksum: null, os_hash_algo: null, os_hash_value: null }

/** An image that nothing was kept of, and that takes data as if nothing had happened. */
const verifyClean = async (target: Target, verify: Verify, id: string) => {
  const image = (await target.get(imagePath(id))).json()
  verify.equal('status', image.status, 'queued')
  for (const [key, value] of Object.entries(EMPTY_DATA))
    verify.equal(`${key} of the queued image`, image[key], value, key.includes('size') ? undefined : 'C30')
  verify.status(await target.get(filePath(id)), 204)
}

const verifyUploads = async (target: Target, verify: Verify, id: string) => {
  const bytes = someBytes(3000)
  verify.status(await upload(target, id, bytes), 204)
  const image = (await target.get(imagePath(id))).json()
  verify.equal(
    'status, size and checksum',
    [image.status, image.size, image.checksum],
    ['active', bytes.length, digest('md5', bytes)],
  )
  verify.bytes('the data', (await target.get(filePath(id))).body, bytes)
}

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

for (const [name, declared, framing] of [
  ['too-small', 100, 'chunked'],
  ['too-large', 200_000, 'chunked'],
  ['too-small-with-length', 100, 'length'],
  ['too-large-with-length', 200_000, 'length'],
] as const)
  conformanceCase(
    {
      id: `image-data.upload.size-mismatch.${name}`,
      title: `A declared size that does not fit leaves the image queued, and nothing is kept`,
      operation: 'uploadImageData',
      status: 400,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage()
      const bytes = someBytes(150_000)
      const body = framing === 'length' ? bytes : inChunks(bytes, 20_000)
      const answer = await upload(target, id, body, { 'X-Openstack-Image-Size': String(declared) })
      if (!verify.status(answer, 400, quirk('older-than-image-size', 204))) return
      await verifyClean(target, verify, id)
      await verifyUploads(target, verify, id)
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

conformanceCase(
  {
    id: 'image-data.upload.large-refusal',
    title: 'A refusal can be read although the body is large',
    operation: 'uploadImageData',
    status: 409,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100))
    verify.status(await upload(target, id, someBytes(8 * 1024 * 1024)), 409)
    verify.status(await target.get(imagePath(id)), 200)
  },
)

conformanceCase(
  {
    id: 'image-data.upload.second-writer',
    title: 'A second upload beside a running one is refused, the first goes on',
    operation: 'uploadImageData',
    status: [204, 409],
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    const bytes = someBytes(256 * 1024)
    const first = target.open('PUT', filePath(id), { headers: OCTETS, length: bytes.length })
    await first.write(bytes.subarray(0, 200_000))
    await waitForStatus(target, id, 'saving')
    verify.status(await upload(target, id, someBytes(300_000)), 409)
    await first.write(bytes.subarray(200_000))
    first.end()
    verify.status(await first.answer, 204)
    verify.equal('checksum', (await target.get(imagePath(id))).json().checksum, digest('md5', bytes))
    verify.bytes('the data', (await target.get(filePath(id))).body, bytes)
  },
)

const race = async (target: Target, resources: Resources, verify: Verify) => {
  const { id } = await resources.queuedImage()
  const bodies = [someBytes(120_000), someBytes(120_001)]
  const answers = await Promise.all(bodies.map((body) => upload(target, id, inChunks(body, 30_000))))
  const statuses = answers.map(({ status }) => status)
  verify.equal('the number of uploads that succeeded', statuses.filter((status) => status === 204).length, 1)
  const winner = bodies[statuses.indexOf(204)]
  const loser = answers.find(({ status }) => status !== 204)
  if (loser) verify.status(loser, 409, quirk('R9', 410))
  const image = (await target.get(imagePath(id))).json()
  verify.equal('status and checksum', [image.status, image.checksum], ['active', winner && digest('md5', winner)])
  if (winner) verify.bytes('the data', (await target.get(filePath(id))).body, winner)
}

conformanceCase(
  {
    id: 'image-data.upload.race',
    title: 'Of two uploads that begin together one wins, and its bytes alone are kept',
    operation: 'uploadImageData',
    status: [204, 409],
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    for (let round = 0; round < 4; round += 1) await race(target, resources, verify)
  },
)

const ENDINGS = [
  ['aborted-length', 'the connection breaks', (bytes: Buffer) => ({ length: bytes.length }), 'abort'],
  ['aborted-chunked', 'the connection breaks, without a length', () => ({}), 'abort'],
  [
    'truncated-length',
    'the client closes its side too early',
    (bytes: Buffer) => ({ length: bytes.length }),
    'truncate',
  ],
  ['truncated-chunked', 'the client closes its side without the last chunk', () => ({}), 'truncate'],
] as const

for (const [name, title, framing, ending] of ENDINGS)
  for (const sent of [1, 150_000])
    conformanceCase(
      {
        id: `image-data.upload.${name}.${sent}`,
        title: `When ${title} after ${sent} bytes the image is queued again, and nothing is kept`,
        operation: 'uploadImageData',
        status: 204,
        needs: ['write'],
      },
      async ({ target, resources, verify }) => {
        const { id } = await resources.queuedImage()
        const bytes = someBytes(400_000)
        const uploading = target.open('PUT', filePath(id), { headers: OCTETS, ...framing(bytes) })
        await uploading.write(bytes.subarray(0, sent))
        await waitForStatus(target, id, 'saving')
        uploading[ending]()
        const answer = await uploading.answer.catch(() => undefined)
        verify.that(answer === undefined || answer.status >= 400, 'half an upload was accepted', {
          actual: String(answer?.status),
        })
        await waitForImage(target, id, (image) => image.status !== 'saving', 'no longer saving')
        await verifyClean(target, verify, id)
        await verifyUploads(target, verify, id)
      },
    )

conformanceCase(
  {
    id: 'image-data.upload.deleted-meanwhile',
    title: 'Who uploads to an image that is deleted meanwhile is told that it is gone',
    operation: 'uploadImageData',
    status: 410,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    const bytes = someBytes(400_000)
    const uploading = target.open('PUT', filePath(id), { headers: OCTETS })
    await uploading.write(bytes.subarray(0, 200_000))
    await waitForStatus(target, id, 'saving')
    verify.status(await target.delete(imagePath(id)), 204)
    await uploading.write(bytes.subarray(200_000))
    uploading.end()
    verify.status(await uploading.answer, 410)
    verify.status(await target.get(imagePath(id)), 404)
    verify.status(await target.get(filePath(id)), 404)
  },
)

conformanceCase(
  {
    id: 'image-data.upload.too-large',
    title: 'Data beyond the limit is refused as soon as its size is declared',
    operation: 'uploadImageData',
    status: 413,
    needs: ['write'],
  },
  async ({ target, resources, verify, skip }) => {
    const { id } = await resources.queuedImage()
    const uploading = target.open('PUT', filePath(id), { headers: OCTETS, length: 2 ** 50 })
    await uploading.write(someBytes(1000))
    const answer = await Promise.race([uploading.answer, delay(3000)])
    if (!answer) {
      uploading.abort()
      await waitForStatus(target, id, 'queued')
      return skip('this server finds out while it reads, and nobody sends that much here')
    }
    uploading.abort()
    verify.status(answer, 413)
    await verifyClean(target, verify, id)
    await verifyUploads(target, verify, id)
  },
)

const qcow2 = (change: (header: Buffer) => void = () => {}): Buffer => {
  const header = Buffer.alloc(64 * 1024)
  header.write('QFI\u00fb', 0, 'latin1')
  header.writeUInt32BE(3, 4)
  header.writeUInt32BE(16, 20)
  header.writeBigUInt64BE(1024n * 1024n, 24)
  header.writeUInt32BE(1, 36)
  header.writeBigUInt64BE(0x10000n, 40)
  header.writeBigUInt64BE(0x20000n, 48)
  header.writeUInt32BE(1, 56)
  header.writeUInt32BE(4, 96)
  header.writeUInt32BE(104, 100)
  change(header)
  return header
}

for (const [name, size, formats, wanted] of [
  ['raw', 3000, { disk_format: 'raw', container_format: 'bare' }, 3000],
  ['raw-empty', 0, { disk_format: 'raw', container_format: 'bare' }, null],
  ['in-container', 3000, { disk_format: 'raw', container_format: 'ovf' }, null],
] as const)
  conformanceCase(
    {
      id: `image-data.upload.virtual-size.${name}`,
      title: `The virtual size of ${size} raw bytes in ${formats.container_format} is ${wanted}`,
      operation: 'uploadImageData',
      status: 204,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage(formats)
      verify.status(await upload(target, id, someBytes(size)), 204)
      verify.equal('virtual_size', (await target.get(imagePath(id))).json().virtual_size, wanted)
    },
  )

conformanceCase(
  {
    id: 'image-data.upload.virtual-size.qcow2',
    title: 'The virtual size of a qcow2 image is that of its header',
    operation: 'uploadImageData',
    status: 204,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage({ disk_format: 'qcow2' })
    verify.status(await upload(target, id, qcow2()), 204)
    verify.equal('virtual_size', (await target.get(imagePath(id))).json().virtual_size, 1024 * 1024)
  },
)

const REFUSED_FORMATS: readonly (readonly [name: string, title: string, format: string, bytes: () => Buffer])[] = [
  ['not-qcow2', 'Data that is not qcow2 is refused as qcow2', 'qcow2', () => someBytes(70_000)],
  ['not-vmdk', 'Data that is not vmdk is refused as vmdk', 'vmdk', () => someBytes(70_000)],
  [
    'backing-file',
    'A qcow2 image that names a backing file is refused',
    'qcow2',
    () =>
      qcow2((header) => {
        header.writeBigUInt64BE(200n, 8)
        header.writeUInt32BE(11, 16)
        header.write('/etc/passwd', 200)
      }),
  ],
  [
    'data-file',
    'A qcow2 image with an external data file is refused',
    'qcow2',
    () => qcow2((header) => header.writeBigUInt64BE(4n, 72)),
  ],
  [
    'backing-file-as-raw',
    'A qcow2 image that names a backing file is refused as raw too',
    'raw',
    () =>
      qcow2((header) => {
        header.writeBigUInt64BE(200n, 8)
        header.writeUInt32BE(11, 16)
        header.write('/etc/passwd', 200)
      }),
  ],
]

for (const [name, title, format, bytes] of REFUSED_FORMATS)
  conformanceCase(
    {
      id: `image-data.upload.format.${name}`,
      title: `${title}, and nothing is kept`,
      operation: 'uploadImageData',
      status: 415,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage({ disk_format: format })
      if (!verify.status(await upload(target, id, bytes()), 415, quirk('older-than-format-check', 204))) return
      const image = (await target.get(imagePath(id))).json()
      verify.equal('status', image.status, 'queued')
      verify.equal('checksum', image.checksum, null, 'R1')
      const again = await upload(target, id, format === 'vmdk' ? bytes() : qcow2())
      verify.status(again, format === 'vmdk' ? 415 : 204, quirk('R1', 500))
    },
  )
