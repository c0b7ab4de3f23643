import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Service, startService } from './service.ts'

let service: Service
let id: string
beforeAll(async () => {
  service = await startService()
  id = (await service.createActiveImage('data', { name: 'x' })).id
})
afterAll(() => service.stop())

const ATTRIBUTES = [
  'name',
  'id',
  'tags',
  'visibility',
  'owner',
  'protected',
  'min_ram',
  'disk_format',
  'size',
  'stores',
]
const name = fc.oneof(fc.constantFrom(...ATTRIBUTES), fc.string({ unit: 'binary' }))
const value = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'binary' })))
const runs = { numRuns: 150 }

async function expectNoFailure(method: string, path: string, call: Parameters<Service['call']>[2] = {}) {
  const { status, text } = await service.call(method, path, call)
  expect(status, text).toBeLessThan(500)
}

describe('whatever a client sends is answered, and never with 5xx (C1 to C14)', () => {
  test('as a new image', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.dictionary(name, value), fc.jsonValue()), (body) =>
        expectNoFailure('POST', '/v2/images', { body: JSON.stringify(body) }),
      ),
      runs,
    )
  })

  test('as bytes of a new image', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1 }), (body) => expectNoFailure('POST', '/v2/images', { body })),
      runs,
    )
  })

  test('as a patch', async () => {
    const pointer = fc.oneof(
      name.map((text) => `/${text}`),
      fc.jsonValue(),
    )
    const v21 = fc.record({
      op: fc.oneof(fc.constantFrom('add', 'replace', 'remove'), fc.jsonValue()),
      path: pointer,
      value,
    })
    const v20 = fc.tuple(fc.constantFrom('add', 'replace', 'remove'), pointer, value).map(([verb, path, value]) => ({
      [verb]: path,
      value,
    }))
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('2.0', '2.1'),
        fc.oneof(fc.array(fc.oneof(v20, v21)), fc.jsonValue()),
        (version, body) =>
          expectNoFailure('PATCH', `/v2/images/${id}`, {
            body: JSON.stringify(body),
            headers: { 'Content-Type': `application/openstack-images-v${version}-json-patch` },
          }),
      ),
      runs,
    )
  })

  test('as a query', async () => {
    const FILTERS = [
      'limit',
      'marker',
      'sort',
      'sort_key',
      'sort_dir',
      'name',
      'id',
      'tag',
      'size',
      'size_min',
      'created_at',
      'status',
    ]
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('in:', '"', ',', 'gt:', '9', '-', '.', ':', 'e', "'", '%', '\u0000') }),
    )
    const pair = fc.tuple(fc.oneof(fc.constantFrom(...FILTERS), name), text)
    await fc.assert(
      fc.asyncProperty(fc.array(pair, { maxLength: 8 }), (pairs) =>
        expectNoFailure('GET', `/v2/images?${new URLSearchParams(pairs)}`),
      ),
      runs,
    )
  })

  test('as a query that nobody encoded', async () => {
    const unit = fc.constantFrom(...'abn=&%?[]{}.:;,+/\\"\'<>|^`~!$()*@09#')
    await fc.assert(
      fc.asyncProperty(fc.string({ unit, maxLength: 40 }), (query) => expectNoFailure('GET', `/v2/images?${query}`)),
      runs,
    )
  })

  test('as a path', async () => {
    const unit = fc.constantFrom(
      ..."/vimages2.%0fF:;()*+{}[]@!$&'=,~-_?",
      '/v2',
      '/images',
      '/file',
      '%2F',
      '%00',
      '%C3%A9',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'POST'),
        fc.string({ unit, maxLength: 20 }),
        (method, path) => expectNoFailure(method, `/${path}`),
      ),
      runs,
    )
  })

  test('as an image id', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'DELETE'),
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.constantFrom('', '/file'),
        (method, text, rest) =>
          expectNoFailure(method, `/v2/images/${encodeURIComponent(text)}${method === 'GET' ? rest : ''}`),
      ),
      runs,
    )
  })

  test('as a tag', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('PUT', 'DELETE'),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
        (method, tag) => expectNoFailure(method, `/v2/images/${id}/tags/${encodeURIComponent(tag)}`),
      ),
      runs,
    )
  })

  test('as a header', async () => {
    const NAMES = [
      'Range',
      'Content-Range',
      'If-Range',
      'Accept',
      'Accept-Encoding',
      'Content-Type',
      'X-OpenStack-Image-Size',
      'X-Auth-Token',
      'X-Openstack-Request-Id',
      'OpenStack-API-Version',
      'Host',
      'Cookie',
      'If-None-Match',
      'If-Modified-Since',
    ]
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'bytes=-0123456789,*/ ;"Wx') }),
      fc.string({
        unit: fc
          .integer({ min: 0x20, max: 0xff })
          .filter((code) => code !== 0x7f)
          .map((code) => String.fromCharCode(code)),
      }),
    )
    const headers = fc.dictionary(fc.constantFrom(...NAMES), text, { maxKeys: 4 })
    const target = fc.constantFrom(
      { method: 'GET', path: `/v2/images/${id}/file` },
      { method: 'GET', path: '/v2/images?limit=1' },
      { method: 'GET', path: `/v2/images/${id}` },
      { method: 'PUT', path: `/v2/images/${id}/file` },
      { method: 'POST', path: '/v2/images' },
      { method: 'PATCH', path: `/v2/images/${id}` },
      { method: 'GET', path: '/' },
    )
    await fc.assert(
      fc.asyncProperty(target, headers, ({ method, path }, sent) => expectNoFailure(method, path, { headers: sent })),
      runs,
    )
  })
})
