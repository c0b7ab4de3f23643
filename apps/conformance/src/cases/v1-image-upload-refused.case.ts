import { setTimeout as delay } from 'node:timers/promises'
import { conformanceCase } from '../conformance-case.ts'
import { qcow2 } from '../disk-images.ts'
import { createV1, type FieldsV1, IMAGES_V1, meta, pathV1, RAW, shownV1, updateV1 } from '../images-v1.ts'
import { digest, inChunks, OCTETS, someBytes, unknownId, waitForStatus } from '../requests.ts'
import type { RequestOptions } from '../target.ts'
import { verifyActive, verifyKilled } from '../uploads-v1.ts'
import { quirk } from '../verify.ts'

const BYTES = someBytes(100)
const OTHER = digest('md5', Buffer.from('other'))
const inPieces = (bytes: Buffer) => () => inChunks(bytes, 30)

type Row = readonly [
  name: string,
  title: string,
  fields: FieldsV1,
  body: () => RequestOptions['body'],
  options?: RequestOptions,
]

const typed = (type: string): RequestOptions => ({ headers: { 'Content-Type': type } })

const NOT_TAKEN: readonly Row[] = [
  ['checksum', 'has not the declared checksum', { checksum: OTHER }, () => BYTES],
  ['checksum-chunked', 'has not the declared checksum, without a length', { checksum: OTHER }, inPieces(BYTES)],
  ['too-small', 'is less than declared', { size: 200 }, () => BYTES],
  ['too-small-chunked', 'is less than declared, without a length', { size: 200 }, inPieces(BYTES)],
  ['too-large', 'is more than declared', { size: 50 }, () => BYTES],
  ['too-large-chunked', 'is more than declared, without a length', { size: 50 }, inPieces(BYTES)],
  ['not-empty', 'is declared to be none', { size: 0 }, () => BYTES],
  ['json', 'is typed as JSON', {}, () => BYTES, typed('application/json')],
  ['form', 'is typed as a form', {}, () => BYTES, typed('application/x-www-form-urlencoded')],
  ['untyped', 'has no media type', {}, () => BYTES, typed('')],
]

for (const [name, title, fields, body, options] of NOT_TAKEN) {
  conformanceCase(
    {
      id: `v1.upload.new.refused.${name}`,
      title: `Data that ${title} leaves a new image that is killed`,
      operation: 'createImageV1',
      status: 400,
      needs: ['v1', 'write'],
    },
    async ({ target, verify }) => {
      const id = unknownId()
      verify.status(await createV1(target, { id, ...RAW, ...fields }, body(), options), 400)
      await verifyKilled(target, verify, id)
    },
  )

  conformanceCase(
    {
      id: `v1.upload.reserved.refused.${name}`,
      title: `Data that ${title} leaves the reserved image killed`,
      operation: 'updateImageV1',
      status: 400,
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.imageV1(RAW)
      verify.status(await updateV1(target, id, fields, body(), options), 400)
      await verifyKilled(target, verify, id)
    },
  )
}

for (const [name, format, bytes] of [
  ['no-qcow2', 'qcow2', BYTES],
  ['qcow2-as-vmdk', 'vmdk', qcow2],
] as const)
  conformanceCase(
    {
      id: `v1.upload.new.refused.${name}`,
      title: `Data that is not ${format}, as declared, leaves a new image that is killed`,
      operation: 'createImageV1',
      status: 400,
      needs: ['v1', 'write', 'formatInspection'],
    },
    async ({ target, verify }) => {
      const id = unknownId()
      verify.status(await createV1(target, { id, disk_format: format, container_format: 'bare' }, bytes), 400)
      await verifyKilled(target, verify, id)
    },
  )

for (const [name, fields] of [
  ['both', {}],
  ['disk-format', { container_format: 'bare' }],
  ['container-format', { disk_format: 'raw' }],
] as const)
  conformanceCase(
    {
      id: `v1.upload.reserved.without-formats.${name}`,
      title: 'A reserved image without its formats takes no data, and waits for them',
      operation: 'updateImageV1',
      status: 400,
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.imageV1(fields)
      verify.status(await updateV1(target, id, {}, BYTES), 400)
      if (!verify.equal('the status', (await shownV1(target, id)).status, 'queued', 'v1-leftovers')) return
      const answer = await updateV1(target, id, RAW, BYTES)
      verify.status(answer, 200)
      await verifyActive(target, verify, answer, BYTES)
    },
  )

const NO_CHECKSUMS = ['ab', 'z'.repeat(32), OTHER.slice(1)]

conformanceCase(
  {
    id: 'v1.upload.new.no-checksum',
    title: 'There is no new image of data whose declared checksum is none',
    operation: 'createImageV1',
    status: 400,
    needs: ['v1', 'write'],
  },
  async ({ target, verify }) => {
    for (const checksum of NO_CHECKSUMS) {
      const id = unknownId()
      verify.status(await createV1(target, { id, ...RAW, checksum }, BYTES), 400)
      verify.status(await target.head(pathV1(id)), 404, quirk('v1-leftovers', 200))
    }
  },
)

conformanceCase(
  {
    id: 'v1.upload.reserved.no-checksum',
    title: 'A reserved image takes no data whose declared checksum is none, and waits',
    operation: 'updateImageV1',
    status: 400,
    needs: ['v1', 'write'],
  },
  async ({ target, resources, verify }) => {
    for (const checksum of NO_CHECKSUMS) {
      const before = await resources.imageV1(RAW)
      verify.status(await updateV1(target, before.id, { name: 'another', checksum }, BYTES), 400)
      verify.equal('the image', await shownV1(target, before.id), before, 'v1-leftovers')
    }
  },
)

const TOO_LARGE = 2 ** 50

conformanceCase(
  {
    id: 'v1.upload.new.too-large',
    title: 'There is no new image of data that is declared larger than any',
    operation: 'createImageV1',
    status: 400,
    needs: ['v1', 'write'],
  },
  async ({ target, verify }) => {
    const id = unknownId()
    verify.status(await createV1(target, { id, ...RAW, size: TOO_LARGE }, inChunks(BYTES, 30)), 400)
    verify.status(await target.head(pathV1(id)), 404, quirk('v1-leftovers', 200))
  },
)

conformanceCase(
  {
    id: 'v1.upload.new.too-large-with-length',
    title: 'Data beyond the limit is refused before it is sent',
    operation: 'createImageV1',
    status: 400,
    needs: ['v1', 'write'],
  },
  async ({ target, verify, skip }) => {
    const id = unknownId()
    const headers = { ...OCTETS, ...meta({ id, ...RAW }) }
    const uploading = target.open('POST', IMAGES_V1, { headers, length: TOO_LARGE })
    await uploading.write(BYTES)
    const answer = await Promise.race([uploading.answer, delay(3000)])
    uploading.abort()
    if (!answer) return skip('this server finds out while it reads, and nobody sends that much here')
    verify.status(answer, 400)
    verify.status(await target.head(pathV1(id)), 404, quirk('v1-leftovers', 200))
  },
)

for (const framing of ['length', 'chunked'] as const)
  conformanceCase(
    {
      id: `v1.upload.new.aborted.${framing}`,
      title: `When the connection breaks, with ${framing === 'length' ? 'a' : 'no'} length, the image is killed`,
      operation: 'showImageMetadataV1',
      status: 200,
      needs: ['v1', 'write'],
    },
    async ({ target, verify }) => {
      const id = unknownId()
      const headers = { ...OCTETS, ...meta({ id, ...RAW }) }
      const uploading = target.open('POST', IMAGES_V1, { headers, ...(framing === 'length' && { length: 400_000 }) })
      await uploading.write(someBytes(150_000))
      await waitForStatus(target, id, 'saving')
      uploading.abort()
      await uploading.answer.catch(() => undefined)
      await waitForStatus(target, id, 'killed')
      await verifyKilled(target, verify, id)
    },
  )

for (const [operation, name] of [
  ['createImageV1', 'new'],
  ['updateImageV1', 'reserved'],
] as const)
  conformanceCase(
    {
      id: `v1.upload.${name}.deleted-meanwhile`,
      title: 'Who uploads to an image that is deleted meanwhile is told that it is gone',
      operation,
      status: 412,
      needs: ['v1', 'write'],
    },
    async ({ target, resources, verify }) => {
      const id = name === 'new' ? unknownId() : (await resources.imageV1(RAW)).id
      const headers = { ...OCTETS, ...(name === 'new' && meta({ id, ...RAW })) }
      const bytes = someBytes(400_000)
      const uploading =
        name === 'new' ? target.open('POST', IMAGES_V1, { headers }) : target.open('PUT', pathV1(id), { headers })
      await uploading.write(bytes.subarray(0, 200_000))
      await waitForStatus(target, id, 'saving')
      verify.status(await target.delete(pathV1(id)), 200, quirk('v1-delete', 204))
      await uploading.write(bytes.subarray(200_000))
      uploading.end()
      verify.status(await uploading.answer, 412)
      verify.status(await target.get(pathV1(id)), 404)
    },
  )
