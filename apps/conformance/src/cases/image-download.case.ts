import { conformanceCase } from '../conformance-case.ts'
import { digest, filePath, imagePath, PATCH_21, someBytes, unknownId } from '../requests.ts'
import { quirk } from '../verify.ts'

conformanceCase(
  {
    id: 'image-data.download.whole',
    title: 'The data comes whole, with its length and its MD5 in hexadecimal',
    operation: 'downloadImageData',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const bytes = someBytes(200_000)
    const { id } = await resources.activeImage(bytes)
    const answer = await target.get(filePath(id))
    verify.status(answer, 200)
    verify.header(answer, 'Content-Type', 'application/octet-stream')
    verify.header(answer, 'Content-Length', String(bytes.length), 'no-length')
    verify.header(answer, 'Content-MD5', digest('md5', bytes))
    verify.bytes('the data', answer.body, bytes)
  },
)

for (const accept of [null, '*/*', 'application/octet-stream', 'text/html'])
  conformanceCase(
    {
      id: `image-data.download.accept.${(accept ?? 'none').replace('*/*', 'anything').replace('/', '-')}`,
      title: `Data is octets for Accept: ${accept ?? '(none)'}`,
      operation: 'downloadImageData',
      status: 200,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const bytes = Buffer.from('<script>alert(1)</script>')
      const { id } = await resources.activeImage(bytes)
      const answer = await target.get(filePath(id), { accept })
      verify.status(answer, 200)
      verify.header(answer, 'Content-Type', 'application/octet-stream')
      verify.bytes('the data', answer.body, bytes)
    },
  )

conformanceCase(
  {
    id: 'image-data.download.empty',
    title: 'An image of no bytes is 200 without any',
    operation: 'downloadImageData',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.activeImage(Buffer.alloc(0))
    const answer = await target.get(filePath(id))
    verify.status(answer, 200)
    verify.header(answer, 'Content-Length', '0', 'no-length')
    verify.header(answer, 'Content-MD5', digest('md5', Buffer.alloc(0)))
  },
)

conformanceCase(
  {
    id: 'image-data.download.repeated',
    title: 'Many read at the same time, and all get the same',
    operation: 'downloadImageData',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const bytes = someBytes(300_000)
    const { id } = await resources.activeImage(bytes)
    const answers = await Promise.all(Array.from({ length: 8 }, () => target.get(filePath(id))))
    for (const answer of answers) {
      verify.status(answer, 200)
      verify.bytes('the data', answer.body, bytes)
    }
  },
)

conformanceCase(
  {
    id: 'image-data.download.queued',
    title: 'An image without data is 204, without a body',
    operation: 'downloadImageData',
    status: 204,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    const answer = await target.get(filePath(id))
    verify.status(answer, 204)
    verify.equal('the length of the body', answer.body.length, 0)
  },
)

for (const [name, headers] of [
  ['range', { Range: 'bytes=0-9' }],
  ['bad-range', { Range: 'bytes=9-0' }],
  ['content-range', { 'Content-Range': 'bytes 0-9/*' }],
] as const)
  conformanceCase(
    {
      id: `image-data.download.queued.${name}`,
      title: `An image without data is 204 whatever range is asked for (${name})`,
      operation: 'downloadImageData',
      status: 204,
      needs: ['write'],
    },
    async ({ target, resources, verify }) => {
      const { id } = await resources.queuedImage()
      verify.status(await target.get(filePath(id), { headers }), 204, quirk('C38', 500, 416))
    },
  )

conformanceCase(
  {
    id: 'image-data.download.body',
    title: 'A download with a body is refused',
    operation: 'downloadImageData',
    status: 400,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100))
    verify.status(await target.get(filePath(id), { body: '{}' }), 400)
  },
)

conformanceCase(
  {
    id: 'image-data.download.prefer',
    title: 'A preference for a store that is not there is refused',
    operation: 'downloadImageData',
    status: 400,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100))
    verify.status(await target.get(`${filePath(id)}?prefer=no-such-store`), 400, quirk('older-than-prefer', 200))
  },
)

conformanceCase(
  {
    id: 'image-data.download.unknown',
    title: 'An unknown or deleted image has no data',
    operation: 'downloadImageData',
    status: 404,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    for (const id of [unknownId(), 'no-such-name']) verify.status(await target.get(filePath(id)), 404)
    const { id } = await resources.activeImage(someBytes(100))
    verify.status(await target.delete(imagePath(id)), 204)
    verify.status(await target.get(filePath(id)), 404)
  },
)

conformanceCase(
  {
    id: 'image-data.download.deactivated',
    title: 'A deactivated image is not for members to download',
    operation: 'downloadImageData',
    status: 403,
    needs: ['write', 'member'],
  },
  async ({ client, target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100))
    await client.images.deactivate(id)
    verify.status(await target.get(filePath(id)), 403)
  },
)

conformanceCase(
  {
    id: 'image-data.download.validators',
    title: 'A download has a strong ETag that stays the same, and says that ranges are served',
    operation: 'downloadImageData',
    status: [200, 206],
    needs: ['write', 'vitrine'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(1000))
    const whole = await target.get(filePath(id))
    verify.status(whole, 200)
    verify.header(whole, 'ETag', /^"[^"]+"$/)
    verify.header(whole, 'Accept-Ranges', 'bytes')
    const part = await target.get(filePath(id), { headers: { Range: 'bytes=0-9' } })
    verify.status(part, 206)
    verify.equal('the ETag of the part', part.header('etag'), whole.header('etag'))
  },
)

conformanceCase(
  {
    id: 'image-data.download.if-range',
    title: 'If-Range gives the part when the data is the same, else the whole',
    operation: 'downloadImageData',
    status: [200, 206],
    needs: ['write', 'vitrine'],
  },
  async ({ target, resources, verify }) => {
    const bytes = someBytes(1000)
    const { id } = await resources.activeImage(bytes)
    const tag = (await target.get(filePath(id))).header('etag') ?? ''
    const same = await target.get(filePath(id), { headers: { Range: 'bytes=10-19', 'If-Range': tag } })
    verify.status(same, 206)
    verify.bytes('the part', same.body, bytes.subarray(10, 20))
    for (const other of ['"other"', `W/${tag}`]) {
      const answer = await target.get(filePath(id), { headers: { Range: 'bytes=10-19', 'If-Range': other } })
      verify.status(answer, 200)
      verify.bytes('the data', answer.body, bytes)
    }
  },
)

conformanceCase(
  {
    id: 'image-data.download.after-update',
    title: 'Updating the record does not change the data',
    operation: 'downloadImageData',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const bytes = someBytes(1000)
    const { id } = await resources.activeImage(bytes)
    await target.patch(imagePath(id), {
      headers: { 'Content-Type': PATCH_21 },
      body: '[{"op":"add","path":"/x","value":"y"}]',
    })
    const answer = await target.get(filePath(id))
    verify.status(answer, 200)
    verify.bytes('the data', answer.body, bytes)
  },
)
