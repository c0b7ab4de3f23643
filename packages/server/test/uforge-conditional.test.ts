import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { IMAGE, IMAGE_PATH, startUForge, type UForge } from './uforge.ts'

let uforge: UForge
beforeAll(async () => {
  uforge = await startUForge()
})
afterAll(() => uforge.stop())

const LIST = '/api/users/ann/appliances/21/images'
const ETAG = `"${IMAGE.digest}"`
const MODIFIED = 'Sun, 01 Mar 2026 09:35:00 GMT'
const LATER = 'Sun, 01 Mar 2026 09:35:01 GMT'
const EARLIER = 'Sun, 01 Mar 2026 09:34:59 GMT'

const get = (headers: Record<string, string> = {}, path = IMAGE_PATH) =>
  uforge.call('GET', path, { as: 'ann', headers })

test('a document has its digest for ETag, in quotes, and the time of its last change', async () => {
  expect((await get()).headers).toMatchObject({ etag: ETAG, 'last-modified': MODIFIED })
  expect((await get({ Accept: 'application/json' })).headers).toMatchObject({ etag: ETAG, 'last-modified': MODIFIED })
})

describe('a conditional request', () => {
  test.each([
    { condition: { 'If-None-Match': ETAG }, status: 304 },
    { condition: { 'If-None-Match': `W/${ETAG}` }, status: 304 },
    { condition: { 'If-None-Match': `"other", ${ETAG}` }, status: 304 },
    { condition: { 'If-None-Match': '*' }, status: 304 },
    { condition: { 'If-None-Match': '"other"' }, status: 200 },
    { condition: { 'If-None-Match': String(IMAGE.digest) }, status: 200 },
    { condition: { 'If-Modified-Since': MODIFIED }, status: 304 },
    { condition: { 'If-Modified-Since': LATER }, status: 304 },
    { condition: { 'If-Modified-Since': EARLIER }, status: 200 },
    { condition: { 'If-Modified-Since': 'some day' }, status: 200 },
    { condition: { 'If-None-Match': '"other"', 'If-Modified-Since': LATER }, status: 200 },
    { condition: { 'If-None-Match': ETAG, 'If-Modified-Since': EARLIER }, status: 304 },
    // As `fetch` sends it.
    { condition: { 'If-None-Match': ETAG, 'Cache-Control': 'no-cache' }, status: 304 },
  ])('with $condition is $status', async ({ condition, status }) => {
    const answer = await get(condition)
    expect(answer.status).toBe(status)
    expect(answer.body.length > 0).toBe(status === 200)
    expect(answer.headers).toMatchObject({ etag: ETAG, 'last-modified': MODIFIED, version: '3.8.13', vary: 'Accept' })
    expect(answer.headers['cache-control']).toBe('private, no-cache')
    expect(answer.headers['content-type']).toBe(status === 200 ? 'application/xml' : undefined)
  })

  test('by HEAD is answered like one by GET', async () => {
    const headers = { 'If-None-Match': ETAG }
    expect((await uforge.call('HEAD', IMAGE_PATH, { as: 'ann', headers })).status).toBe(304)
  })

  test('that changes something is none', async () => {
    const headers = { 'If-None-Match': ETAG }
    expect((await uforge.call('POST', IMAGE_PATH, { as: 'ann', headers })).status).toBe(201)
  })
})

test('what changed just now has no date to ask by: it may change again in the same second', async () => {
  const now = new Date().toISOString()
  const usual = uforge.replies.get('showMachineImage')
  uforge.replies.set('showMachineImage', { status: 200, body: { ...IMAGE, lastModified: now } })
  const { status, headers } = await get({ 'If-Modified-Since': new Date().toUTCString() })
  uforge.replies.set('showMachineImage', usual)
  expect(status).toBe(200)
  expect(headers).not.toHaveProperty('last-modified')
})

describe('a list', () => {
  test('has an ETag over all that is in it, and no date', async () => {
    const seen = new Set<string | undefined>()
    const [other, newer] = [
      { ...IMAGE, dbId: 48, digest: '0'.repeat(32) },
      { ...IMAGE, digest: '1'.repeat(32) },
    ]
    for (const images of [[IMAGE], [IMAGE, other], [other, IMAGE], [newer, other], []]) {
      uforge.replies.set('listMachineImages', { status: 200, body: { total: 2, images: { image: images } } })
      const { headers } = await get({}, LIST)
      expect(headers.etag).toMatch(/^"[\da-f]{32}"$/)
      expect(headers).not.toHaveProperty('last-modified')
      const again = await get({ 'If-None-Match': String(headers.etag), Accept: 'application/json' }, LIST)
      expect(again.status).toBe(304)
      seen.add(headers.etag)
    }
    expect(seen.size).toBe(5)
  })
})
