import type { UForgeImage } from '@vitrine/api-types'
import { fileIn } from '../archives.ts'
import { conformanceCase } from '../conformance-case.ts'
import { digest } from '../requests.ts'

const NAMED = [
  ['', 'downloadMachineImage', ({ uri }: UForgeImage) => `${uri}/downloads`],
  ['.named', 'downloadMachineImageFile', ({ uri, fileName }: UForgeImage) => `${uri}/downloads/${fileName}`],
] as const

for (const [suffix, operation, uriIn] of NAMED) {
  const way = suffix === '' ? 'without a name' : 'under its name'

  conformanceCase(
    {
      id: `uforge.download.whole${suffix}`,
      title: `With credentials an archive is downloaded ${way} as often as wanted, and holds the disk`,
      operation,
      status: 200,
      needs: ['uforge'],
    },
    async ({ uforge, resources, verify }) => {
      const disk = await resources.disk()
      const image = await resources.machineImage(await resources.appliance(disk.uri))
      for (const accept of ['*/*', 'application/xml', 'image/png', null]) {
        const answer = await uforge.get(uriIn(image), { accept, headers: { 'Accept-Encoding': 'gzip, deflate' } })
        verify.status(answer, 200)
        verify.header(answer, 'Content-Type', 'application/gzip')
        verify.header(answer, 'Content-Length', String(image.fileSize))
        verify.equal('Content-Encoding', answer.header('content-encoding'), undefined)
        verify.header(answer, 'Content-Disposition', `attachment; filename="${image.fileName}"`)
        verify.header(answer, 'ETag', /^"[^"]+"$/)
        const digests = [digest('md5', answer.body), digest('sha256', answer.body)]
        verify.equal('the digests', digests, [image.md5sum, image.sha256sum])
        if (disk.bytes) verify.bytes('the disk', fileIn(answer.body), disk.bytes)
      }
    },
  )

  conformanceCase(
    {
      id: `uforge.download.range${suffix}`,
      title: `Parts of an archive are downloaded ${way} with credentials`,
      operation,
      status: [206, 200],
      needs: ['uforge', 'vitrine'],
    },
    async ({ uforge, resources, verify }) => {
      const image = await resources.machineImage()
      const whole = await uforge.get(uriIn(image))
      const [etag, size] = [whole.header('etag') ?? '', whole.body.length]
      for (const [range, from, to] of [
        ['bytes=0-9', 0, 10],
        ['bytes=100-', 100, size],
        ['bytes=-7', size - 7, size],
        [`bytes=10-${size + 100}`, 10, size],
      ] as const) {
        const answer = await uforge.get(uriIn(image), { headers: { Range: range, 'If-Range': etag } })
        verify.status(answer, 206)
        verify.header(answer, 'Content-Range', `bytes ${from}-${to - 1}/${size}`)
        verify.bytes('the part', answer.body, whole.body.subarray(from, to))
      }
      const changed = await uforge.get(uriIn(image), { headers: { Range: 'bytes=0-9', 'If-Range': '"other"' } })
      verify.status(changed, 200)
      verify.bytes('the archive', changed.body, whole.body)
    },
  )

  conformanceCase(
    {
      id: `uforge.download.range-refused${suffix}`,
      title: `A range outside of an archive is refused (${way}), and the size is told`,
      operation,
      status: 416,
      needs: ['uforge', 'vitrine'],
    },
    async ({ uforge, resources, verify }) => {
      const image = await resources.machineImage()
      for (const range of [`bytes=${image.fileSize}-`, 'bytes=9-0', 'bytes=-0', 'bytes=x']) {
        const answer = await uforge.get(uriIn(image), { headers: { Range: range } })
        verify.status(answer, 416)
        verify.header(answer, 'Content-Range', `bytes */${image.fileSize}`)
      }
    },
  )

  conformanceCase(
    {
      id: `uforge.download.unchanged${suffix}`,
      title: `Who has the archive is told so (${way}), by its ETag or its date`,
      operation,
      status: 304,
      needs: ['uforge'],
    },
    async ({ uforge, resources, verify }) => {
      const image = await resources.machineImage()
      const { etag = '', date = '' } = await uforge.head(uriIn(image)).then((answer) => ({
        etag: answer.header('etag'),
        date: answer.header('last-modified'),
      }))
      for (const headers of [{ 'If-None-Match': etag }, { 'If-None-Match': '*' }, { 'If-Modified-Since': date }]) {
        const answer = await uforge.get(uriIn(image), { headers })
        verify.status(answer, 304)
        verify.equal('the length of the body', answer.body.length, 0)
      }
      const changed = { 'If-None-Match': '"other"', 'If-Modified-Since': date }
      verify.status(await uforge.get(uriIn(image), { headers: changed }), 200)
    },
  )

  conformanceCase(
    {
      id: `uforge.download.head${suffix}`,
      title: `HEAD of a download says what GET does (${way})`,
      operation,
      status: 200,
      needs: ['uforge'],
    },
    async ({ uforge, resources, verify }) => {
      const image = await resources.machineImage()
      const [head, get] = [await uforge.head(uriIn(image)), await uforge.get(uriIn(image))]
      verify.status(head, 200)
      for (const name of ['Content-Type', 'Content-Length', 'ETag', 'Last-Modified', 'Content-Disposition'])
        verify.equal(name, head.header(name), get.header(name))
      verify.equal('the length of the body of HEAD', head.body.length, 0)
    },
  )

  conformanceCase(
    {
      id: `uforge.download.uncompressed${suffix}`,
      title: `What was made without compress is not downloaded (${way})`,
      operation,
      status: 400,
      needs: ['uforge'],
    },
    async ({ uforge, resources, verify }) => {
      const image = await resources.machineImage(undefined, { compress: false })
      verify.status(await uforge.get(uriIn(image)), 400)
      verify.status(await uforge.get(`${uriIn(image)}?downloadId=${'0'.repeat(32)}`, { account: null }), 401)
    },
  )
}

conformanceCase(
  {
    id: 'uforge.download.wrong-name',
    title: 'Under another name there is nothing',
    operation: 'downloadMachineImageFile',
    status: 404,
    needs: ['uforge'],
  },
  async ({ uforge, resources, verify }) => {
    const { uri, fileName = '' } = await resources.machineImage()
    for (const name of ['other.tar.gz', fileName.toUpperCase(), `${fileName}.gz`, encodeURIComponent(`../${fileName}`)])
      verify.status(await uforge.get(`${uri}/downloads/${name}`), 404)
  },
)

conformanceCase(
  {
    id: 'uforge.download.image-deleted',
    title: 'What was deleted from the catalogue is not downloaded any more, by nobody, and the machine image says so',
    operation: 'downloadMachineImage',
    status: [404, 401],
    needs: ['uforge', 'imageApi', 'vitrine'],
  },
  async ({ target, uforge, resources, verify }) => {
    const { uri, dbId, downloadUri = '' } = await resources.machineImage()
    const [{ id }] = (await target.get(`/v2/images?uforge_machine_image=${dbId}`)).json().images
    verify.status(await target.delete(`/v2/images/${id}`), 204)
    verify.status(await uforge.get(`${uri}/downloads`), 404)
    verify.status(await uforge.get(downloadUri, { account: null }), 401)
    verify.that(!(await uforge.get(uri)).text.includes('downloadKey'), 'the machine image still has a key')
  },
)
