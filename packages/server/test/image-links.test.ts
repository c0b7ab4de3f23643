import { createHash, randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { Image, ImageLink } from '@vitrine/api-types'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createBreaker, PIECE } from './broken-deliveries.ts'
import { type Answer, readAnswer, type Service, type ServiceOptions, startService, stubIdentity } from './service.ts'

const DATA = randomBytes(5 * PIECE)
const HOUR_MS = 3_600_000
const as = (token: string) => ({ 'X-Auth-Token': token })
const OWNER = as('owner')
const identity = stubIdentity({
  owner: { projectId: 'project-a' },
  colleague: { projectId: 'project-a' },
  reader: { projectId: 'project-a', roles: ['reader'] },
  stranger: { projectId: 'project-b' },
  admin: { projectId: 'operations', roles: ['admin', 'member', 'reader'] },
})

const breaker = createBreaker()
let service: Service
let image: Image
beforeAll(async () => {
  service = await startService({ identity, ...breaker.options })
  image = await anImage()
})
afterAll(() => service.stop())

async function serve(options: ServiceOptions): Promise<Service> {
  const started = await startService({ identity, ...breaker.options, ...options })
  onTestFinished(() => started.stop())
  return started
}

async function anImage(attributes: object = {}, at = service): Promise<Image> {
  const made = await at.createImage({ name: 'debian', ...attributes }, OWNER)
  expect((await at.upload(made.id, DATA, OWNER)).status).toBe(204)
  return made
}

interface Wanted {
  readonly of?: Pick<Image, 'id'>
  readonly body?: object
  readonly by?: string
  readonly at?: Service
}

const askForLink = ({ of = image, body, by = 'owner', at = service }: Wanted = {}): Promise<Answer> =>
  at.call('POST', `/v2/images/${of.id}/links`, { headers: as(by), ...(body && { body }) })

/** The link as it is told once, with its path and its key. */
async function aLink({ of = image, ...wanted }: Wanted = {}) {
  const { status, text, json } = await askForLink({ of, ...wanted })
  expect(status, text).toBe(201)
  const link = json as Required<ImageLink>
  const { pathname, search, searchParams } = new URL(link.url)
  const key = searchParams.get('key') ?? ''
  return { ...link, path: pathname + search, pathname, key, imagePath: `images/${of.id}` }
}

const follow = (path: string, headers: Record<string, string> = {}, at = service) => at.call('GET', path, { headers })
const from = (start: number) => ({ Range: `bytes=${start}-` })
const listed = async (by = 'owner', of = image): Promise<ImageLink[]> =>
  (await service.call('GET', `/v2/images/${of.id}/links`, { headers: as(by) })).json.links

describe('a new link', () => {
  test('is told once, whole, to who makes it, and kept by no cache', async () => {
    const { status, headers, json } = await askForLink()
    expect([status, headers['cache-control']]).toStrictEqual([201, 'no-store'])
    const { id, url } = json
    expect(json).toStrictEqual({
      id,
      url,
      created_at: expect.any(String),
      expires_at: expect.any(String),
      used_at: null,
    })
    expect(url).toMatch(
      new RegExp(`^http://127\\.0\\.0\\.1:${service.port}/v2/images/${image.id}/links/${id}/file\\?key=[\\da-f]{32}$`),
    )
    const { url: _, ...shown } = json
    expect(await listed()).toContainEqual(shown)
  })

  test.each([
    { body: undefined, seconds: 3600 },
    { body: {}, seconds: 3600 },
    { body: { expires_in: 60, unknown: 1 }, seconds: 60 },
    { body: { expires_in: 7 * 3600 }, seconds: 7 * 3600 },
  ])('made with $body is good for $seconds s', async ({ body, seconds }) => {
    const { created_at, expires_at } = await aLink(body && { body })
    expect(Date.parse(expires_at) - Date.parse(created_at)).toBe(seconds * 1000)
  })

  test.each([
    { body: { expires_in: 7 * 3600 + 1 }, message: 'in 7 hours at the latest' },
    { body: { expires_in: 1e300 }, message: 'in 7 hours at the latest' },
    { body: { expires_in: 0 }, message: 'expires_in' },
    { body: { expires_in: 1.5 }, message: 'expires_in' },
    { body: { expires_in: 'soon' }, message: 'expires_in' },
  ])('is not made with $body', async ({ body, message }) => {
    const { status, json } = await askForLink({ body })
    expect([status, json.message]).toStrictEqual([400, expect.stringContaining(message)])
  })

  test('is one of a hundred that are not used', async () => {
    const of = await anImage()
    const caller = await identity.authenticate({ token: 'owner', serviceToken: undefined })
    for (let count = 0; count < 100; count++) await service.services.links.create(of.id, {}, caller)
    const { status, json } = await askForLink({ of })
    expect([status, json.message]).toStrictEqual([413, expect.stringContaining('revoke some')])
    expect((await askForLink({ of, by: 'colleague' })).status).toBe(201)
  })

  test('is for who may download the image, once that is active', async () => {
    expect((await askForLink({ by: 'stranger' })).status).toBe(404)
    expect((await askForLink({ by: 'reader' })).status).toBe(403)
    expect((await askForLink({ by: 'admin' })).status).toBe(201)
    expect((await askForLink({ of: await service.createImage({}, OWNER) })).status).toBe(409)
  })
})

describe('the list of links', () => {
  test('has no secrets, and says which were used', async () => {
    const of = await anImage()
    const [used, unused] = [await aLink({ of }), await aLink({ of })]
    await follow(used.path)
    const { status, text, json } = await service.call('GET', `/v2/images/${of.id}/links`, { headers: OWNER })
    expect(status).toBe(200)
    const usedAt = new Map(json.links.map((link: ImageLink) => [link.id, link.used_at]))
    expect(usedAt).toStrictEqual(
      new Map([
        [used.id, expect.any(String)],
        [unused.id, null],
      ]),
    )
    for (const { key } of [used, unused]) expect(text).not.toContain(key)
  })

  test('is of those that a caller has made, unless it may change the image', async () => {
    const of = await anImage({ visibility: 'community' })
    const [own, others] = [await aLink({ of }), await aLink({ of, by: 'stranger' })]
    const idsFor = async (by: string) => (await listed(by, of)).map(({ id }) => id).sort()
    expect(await idsFor('colleague')).toStrictEqual([own.id, others.id].sort())
    expect(await idsFor('stranger')).toStrictEqual([others.id])
    expect(await idsFor('reader')).toStrictEqual([])
  })
})

describe('who has a link', () => {
  test('downloads the whole image once, without a token', async () => {
    const { path } = await aLink()
    const { status, headers, body } = await follow(path)
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': String(DATA.length),
      'content-md5': createHash('md5').update(DATA).digest('hex'),
      etag: `"sha256:${createHash('sha256').update(DATA).digest('hex')}"`,
      'accept-ranges': 'bytes',
      'content-disposition': 'attachment; filename="debian.raw"',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    })
    expect(headers).not.toHaveProperty('content-encoding')
    expect(body.equals(DATA)).toBe(true)
    expect((await follow(path)).status).toBe(404)
  })

  test('need not have a good token, and no other one helps', async () => {
    const { path, pathname } = await aLink()
    expect((await follow(pathname, OWNER)).status).toBe(404)
    expect((await follow(path, as('nonsense'))).status).toBe(200)
  })

  test('gets all of it at first, whatever part is asked for', async () => {
    for (const range of ['bytes=10-', 'bytes=0-9', 'bytes=-10', 'bytes=9999999-', 'bytes=1-2,3-4', 'nonsense']) {
      const { status, body } = await follow((await aLink()).path, { Range: range })
      expect([status, body.length]).toStrictEqual([200, DATA.length])
    }
  })

  test('uses nothing by HEAD', async () => {
    const { path } = await aLink()
    expect((await service.call('HEAD', path)).status).toBe(401)
    expect((await service.call('HEAD', path, { headers: OWNER })).status).toBe(405)
    expect((await follow(path)).status).toBe(200)
  })
})

describe('a download that is refused', () => {
  interface Links {
    readonly good: Awaited<ReturnType<typeof aLink>>
    readonly sibling: Awaited<ReturnType<typeof aLink>>
    readonly foreign: Awaited<ReturnType<typeof aLink>>
  }
  const UNKNOWN = '0123456789abcdef0123456789abcdef'

  test.each<{ name: string; pathOf: (links: Links) => string }>([
    { name: 'without a key', pathOf: ({ good }) => good.pathname },
    { name: 'with an empty key', pathOf: ({ good }) => `${good.pathname}?key=` },
    { name: 'with an unknown key', pathOf: ({ good }) => `${good.pathname}?key=${UNKNOWN}` },
    { name: 'with a key in capitals', pathOf: ({ good }) => `${good.pathname}?key=${good.key.toUpperCase()}` },
    { name: 'with what is no key', pathOf: ({ good }) => `${good.pathname}?key=a:/?@!$'()*,;[b]` },
    { name: 'with another key behind it', pathOf: ({ good }) => `${good.path}&key=${UNKNOWN}` },
    { name: 'with the key of another link', pathOf: ({ good, sibling }) => `${good.pathname}?key=${sibling.key}` },
    { name: 'with the key of another image', pathOf: ({ good, foreign }) => `${good.pathname}?key=${foreign.key}` },
    { name: 'by an unknown link', pathOf: ({ good }) => good.path.replace(good.id, 'unknown') },
    { name: 'of an unknown image', pathOf: ({ good }) => good.path.replace(image.id, 'unknown') },
    { name: 'of another image', pathOf: ({ good, foreign }) => good.path.replace(/images\/[^/]+/, foreign.imagePath) },
  ])('$name is told the same as any other, and uses nothing', async ({ pathOf }) => {
    const other = await anImage()
    const links = { good: await aLink(), sibling: await aLink(), foreign: await aLink({ of: other }) }
    const spent = await aLink()
    await follow(spent.path)
    const refused = await follow(pathOf(links))
    expect([refused.status, refused.text]).toStrictEqual([404, (await follow(spent.path)).text])
    for (const { path } of Object.values(links)) expect((await follow(path)).status).toBe(200)
  })

  test.each<{ name: string; end: (link: Links['good'], of: Image) => Promise<unknown> }>([
    { name: 'it expired', end: async () => breaker.pass(HOUR_MS) },
    {
      name: 'it was deleted',
      end: ({ id }, of) => service.call('DELETE', `/v2/images/${of.id}/links/${id}`, { headers: OWNER }),
    },
    {
      name: 'the image was deleted',
      end: (_, of) => service.call('DELETE', `/v2/images/${of.id}`, { headers: OWNER }),
    },
    {
      name: 'the image was deactivated',
      end: (_, of) => service.call('POST', `/v2/images/${of.id}/actions/deactivate`, { headers: OWNER }),
    },
  ])('since $name is told the same', async ({ end }) => {
    const of = await anImage()
    const [link, spent] = [await aLink({ of }), await aLink()]
    await follow(spent.path)
    const { text } = await follow(spent.path)
    await end(link, of)
    const refused = await follow(link.path)
    expect([refused.status, refused.text]).toStrictEqual([404, text])
  })

  test('because its bytes are lost uses nothing, and is a failure of ours', async () => {
    const lossy = await serve({})
    const of = await anImage({}, lossy)
    const link = await aLink({ of, at: lossy })
    await rm(`${lossy.dataDir}/images/blobs`, { recursive: true })
    const answer = await follow(link.path, {}, lossy)
    expect(answer.status).toBe(500)
    expect((await lossy.services.linkedDownloads.describe(link.key)).link.claimedAt).toBeNull()
    expect(await lossy.logOf(answer)).toMatchObject({ level: 50 })
    expect(JSON.stringify(lossy.logLines)).not.toContain(link.key)
  })
})

describe('a link that is deleted', () => {
  test('is gone for who sees it, and not for others', async () => {
    const of = await anImage({ visibility: 'community' })
    const { id } = await aLink({ of })
    const path = `/v2/images/${of.id}/links/${id}`
    expect((await service.call('DELETE', path, { headers: as('stranger') })).status).toBe(404)
    expect((await service.call('DELETE', path, { headers: as('colleague') })).status).toBe(204)
    expect((await service.call('DELETE', path, { headers: OWNER })).status).toBe(404)
    expect(await listed('owner', of)).toStrictEqual([])
  })

  test('is delivered to its end to who has begun', async () => {
    const link = await aLink()
    const { response, resume } = await breaker.startSlowly(service, link.path)
    await service.call('DELETE', `/v2/images/${image.id}/links/${link.id}`, { headers: OWNER })
    // A delivery says once a second how far it is, and finds that out.
    breaker.pass(1000)
    resume()
    expect((await readAnswer(response)).body.equals(DATA)).toBe(true)
    expect((await follow(link.path)).status).toBe(404)
  })
})

describe('a delivery that breaks', () => {
  test('is gone on with from where the client is, as often as it takes', async () => {
    const { path, key } = await aLink()
    const begun = await breaker.breakOffLinked(service, path, key)
    expect(begun.equals(DATA.subarray(0, PIECE))).toBe(true)
    const more = await breaker.breakOffLinked(service, path, key, from(begun.length))
    const start = begun.length + more.length
    const { status, headers, body } = await follow(path, from(start))
    expect(status).toBe(206)
    expect(headers).toMatchObject({
      'content-length': String(DATA.length - start),
      'content-range': `bytes ${start}-${DATA.length - 1}/${DATA.length}`,
      'cache-control': 'private, no-store',
    })
    expect(Buffer.concat([begun, more, body]).equals(DATA)).toBe(true)
    expect((await follow(path)).status).toBe(404)
  })

  test.each([
    { name: 'from its beginning', headers: {} },
    { name: 'from byte 0', headers: from(0) },
    { name: 'beyond what was sent', headers: from(2 * PIECE + 1) },
    { name: 'by a part with an end', headers: { Range: `bytes=${PIECE}-${2 * PIECE}` } },
    { name: 'by its last bytes', headers: { Range: 'bytes=-10' } },
    { name: 'for another image', headers: { ...from(PIECE), 'If-Range': '"other"' } },
  ])('is not gone on with $name, which uses nothing', async ({ headers }) => {
    const { path, key } = await aLink()
    await breaker.breakOffLinked(service, path, key)
    expect((await follow(path, headers)).status).toBe(404)
    expect((await follow(path, from(2 * PIECE))).status).toBe(206)
  })

  test('is gone on with by a browser, which names what it has the beginning of', async () => {
    const { path, key } = await aLink()
    await breaker.breakOffLinked(service, path, key)
    const etag = `"sha256:${createHash('sha256').update(DATA).digest('hex')}"`
    expect((await follow(path, { ...from(PIECE), 'If-Range': etag })).status).toBe(206)
  })

  test('is not gone on with after the lease', async () => {
    const { path, key } = await aLink()
    await breaker.breakOffLinked(service, path, key)
    breaker.pass(60_000)
    expect((await follow(path, from(PIECE))).status).toBe(404)
  })

  test('has used the link where the first request counts', async () => {
    const strict = await serve({ uforge: { links: { strict: true } } })
    const link = await aLink({ of: await anImage({}, strict), at: strict })
    await breaker.breakOff(strict, link.path)
    for (const headers of [{}, from(PIECE)]) expect((await follow(link.path, headers, strict)).status).toBe(404)
  })
})

describe('a delivery that was given to the network, and is lost', () => {
  test('is gone on with once', async () => {
    const { path, key } = await aLink()
    await breaker.loseLinked(service, path, key)
    for (const headers of [{}, from(0), from(DATA.length)]) expect((await follow(path, headers)).status).toBe(404)
    const { status, headers, body } = await follow(path, from(1))
    expect([status, headers['content-range']]).toStrictEqual([206, `bytes 1-${DATA.length - 1}/${DATA.length}`])
    expect(body.equals(DATA.subarray(1))).toBe(true)
    expect((await follow(path, from(DATA.length - 1))).status).toBe(404)
  })

  test('is not gone on with after the lease', async () => {
    const { path, key } = await aLink()
    await breaker.loseLinked(service, path, key)
    breaker.pass(60_000)
    expect((await follow(path, from(1))).status).toBe(404)
  })
})

test('no key is in the log', async () => {
  const [whole, broken, refused] = [await aLink(), await aLink(), await aLink()]
  await service.logOf(await follow(whole.path))
  await service.logOf(await follow(whole.path))
  await breaker.breakOffLinked(service, broken.path, broken.key)
  await service.logOf(await service.call('POST', refused.path))
  await service.logOf(await follow(`/v2/images?key=${refused.key}`))
  for (const { key } of [whole, broken, refused]) expect(JSON.stringify(service.logLines)).not.toContain(key)
  expect(service.logLines).toContainEqual(expect.objectContaining({ path: whole.pathname, status: 200 }))
})
