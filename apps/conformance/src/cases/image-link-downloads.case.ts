import { setTimeout as delay } from 'node:timers/promises'
import { conformanceCase } from '../conformance-case.ts'
import { linkPath, linksOf, makeLink, NOBODY } from '../image-links.ts'
import { digest, imagePath, someBytes, unknownId, waitUntil } from '../requests.ts'
import type { Answer } from '../target.ts'

const NEEDS = ['write', 'vitrine'] as const

const DOWNLOAD = { operation: 'downloadLinkedImageData', needs: NEEDS } as const

const keyOf = ({ url }: { readonly url: string }): string => new URL(url).searchParams.get('key') ?? ''

conformanceCase(
  {
    id: 'image-links.download.once',
    title: 'Whoever has a link downloads the data once',
    status: [200, 404],
    ...DOWNLOAD,
  },
  async ({ target, resources, verify }) => {
    const bytes = someBytes(200_000)
    const { id } = await resources.activeImage(bytes)
    const link = await makeLink(target, id)
    const answer = await target.get(link.path, NOBODY)
    verify.status(answer, 200)
    verify.header(answer, 'Content-Type', 'application/octet-stream')
    verify.header(answer, 'Content-Length', String(bytes.length))
    verify.header(answer, 'Content-MD5', digest('md5', bytes))
    verify.header(answer, 'Content-Disposition', /^attachment\b/)
    verify.header(answer, 'Cache-Control', /no-store/)
    verify.bytes('the data', answer.body, bytes)
    verify.status(await target.get(link.path, NOBODY), 404)
    verify.that((await linksOf(target, id))[0]?.used_at !== null, 'the link is not said to be used')
  },
)

conformanceCase(
  {
    id: 'image-links.download.token',
    title: 'Tokens are not looked at, be they wrong',
    status: [200, 404],
    ...DOWNLOAD,
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100))
    const link = await makeLink(target, id)
    verify.status(await target.get(link.path, { token: 'conformance' }), 200)
    // Not even to those who could download the image with theirs.
    verify.status(await target.get(link.path), 404)
  },
)

conformanceCase(
  {
    id: 'image-links.download.race',
    title: 'Of many that use one link at a time, exactly one gets the data',
    status: [200, 404],
    ...DOWNLOAD,
  },
  async ({ target, resources, verify }) => {
    const bytes = someBytes(100_000)
    const { id } = await resources.activeImage(bytes)
    const link = await makeLink(target, id)
    const answers = await Promise.all(Array.from({ length: 20 }, () => target.get(link.path, NOBODY)))
    for (const answer of answers) verify.status(answer, [200, 404])
    const served = answers.filter(({ status }) => status === 200)
    verify.equal('how many got it', served.length, 1)
    verify.bytes('the data', served[0]?.body ?? Buffer.alloc(0), bytes)
  },
)

conformanceCase(
  {
    id: 'image-links.download.wrong',
    title:
      'A key that is missing, malformed or of another link is 404 in the same words as a used one, and uses nothing',
    status: [404, 200],
    ...DOWNLOAD,
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100))
    const { id: otherId } = await resources.activeImage(someBytes(100))
    const [link, second] = [await makeLink(target, id), await makeLink(target, id)]
    const elsewhere = await makeLink(target, otherId)
    const key = keyOf(link)
    const file = (imageId: string, linkId: string, query: string) =>
      target.get(`${linkPath(imageId, linkId)}/file${query}`, NOBODY)
    const refused = [
      await file(id, link.id, ''),
      await file(id, link.id, '?key='),
      await file(id, link.id, `?key=${key.slice(1)}`),
      await file(id, link.id, `?key=${keyOf(second)}`),
      await file(id, link.id, `?key=${keyOf(elsewhere)}`),
      await file(id, second.id, `?key=${key}`),
      await file(id, unknownId(), `?key=${key}`),
      await file(id, 'nonsense', `?key=${key}`),
      await file(otherId, link.id, `?key=${key}`),
      await file(unknownId(), link.id, `?key=${key}`),
    ]
    verify.status(await target.head(link.path, NOBODY), [401, 405])
    verify.status(await target.get(link.path, NOBODY), 200)
    const said = (answer: Answer) => [answer.status, answer.text]
    const used = await target.get(link.path, NOBODY)
    for (const answer of refused) verify.equal('what is said', said(answer), said(used))
    verify.status(await target.get(second.path, NOBODY), 200)
    verify.status(await target.get(elsewhere.path, NOBODY), 200)
  },
)

conformanceCase(
  {
    id: 'image-links.download.body',
    title: 'A download with a body is refused, and uses nothing',
    status: [400, 200],
    ...DOWNLOAD,
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100))
    const link = await makeLink(target, id)
    verify.status(await target.get(link.path, { ...NOBODY, body: '{}' }), 400)
    verify.status(await target.get(link.path, NOBODY), 200)
  },
)

conformanceCase(
  {
    id: 'image-links.download.first-range',
    title: 'The first delivery is whole, whatever range is asked for',
    status: 200,
    ...DOWNLOAD,
  },
  async ({ target, resources, verify }) => {
    const bytes = someBytes(1000)
    const { id } = await resources.activeImage(bytes)
    for (const Range of ['bytes=0-9', 'bytes=5-', 'bytes=-1', 'bytes=9999-', 'nonsense']) {
      const link = await makeLink(target, id)
      const answer = await target.get(link.path, { ...NOBODY, headers: { Range } })
      verify.status(answer, 200)
      verify.bytes('the data', answer.body, bytes)
    }
  },
)

conformanceCase(
  {
    id: 'image-links.download.resume',
    title: 'A delivery that broke is gone on with where it broke, and in no other way',
    status: [206, 404],
    ...DOWNLOAD,
  },
  async ({ target, resources, verify }) => {
    const { bytes: whole, uri } = await resources.largeDisk()
    const link = await makeLink(target, uri.split('/').at(-1) ?? '')
    const { status, bytes } = await target.breakOff(link.path, NOBODY)
    verify.equal('the status of what breaks', status, 200)
    const ask = (Range: string) => target.get(link.path, { ...NOBODY, headers: { Range } })
    for (const other of ['bytes=0-', `bytes=${whole.length - 1}-`, 'bytes=0-9']) verify.status(await ask(other), 404)
    verify.status(await target.get(link.path, NOBODY), 404)
    // The server may hear late that the connection is gone.
    const rest = await waitUntil(
      () => ask(`bytes=${bytes}-`),
      (answer) => answer.status === 206,
    )
    verify.status(rest, 206)
    verify.header(rest, 'Content-Range', `bytes ${bytes}-${whole.length - 1}/${whole.length}`)
    verify.header(rest, 'Content-MD5', digest('md5', whole))
    verify.bytes('the rest', rest.body, whole.subarray(bytes))
    verify.status(await target.get(link.path, NOBODY), 404)
  },
)

conformanceCase(
  {
    id: 'image-links.download.rights',
    title: 'A link gives what its maker may download at that moment, and nothing of an image that is gone (S2)',
    status: [404, 200],
    ...DOWNLOAD,
  },
  async ({ target, client, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100))
    const [one, two] = [await makeLink(target, id), await makeLink(target, id)]
    await client.images.deactivate(id)
    verify.status(await target.get(one.path, NOBODY), 404)
    await client.images.reactivate(id)
    verify.status(await target.get(one.path, NOBODY), 200)
    verify.status(await target.delete(imagePath(id)), 204)
    verify.status(await target.get(two.path, NOBODY), 404)
  },
)

conformanceCase(
  { id: 'image-links.download.expired', title: 'A link that has expired downloads nothing', status: 404, ...DOWNLOAD },
  async ({ target, resources, verify }) => {
    const { id } = await resources.activeImage(someBytes(100))
    const link = await makeLink(target, id, { expires_in: 1 })
    await delay(1100)
    verify.status(await target.get(link.path, NOBODY), 404)
  },
)
