import { setTimeout as delay } from 'node:timers/promises'
import { conformanceCase } from '../conformance-case.ts'
import {
  digest,
  filePath,
  imagePath,
  inChunks,
  OCTETS,
  someBytes,
  upload,
  waitForImage,
  waitForStatus,
} from '../requests.ts'
import type { Resources } from '../resources.ts'
import type { Target } from '../target.ts'
import { verifyClean, verifyUploads } from '../upload-checks.ts'
import type { Verify } from '../verify.ts'
import { quirk } from '../verify.ts'

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
