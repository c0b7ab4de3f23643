import { describe, expect, it } from 'vitest'
import { deviations, isPathOf, isRequestFor } from './spec.ts'
import type { Exchange } from './target.ts'
import { Answer } from './target.ts'
import { XML } from './uforge-documents.ts'

const REQUEST_ID = ['X-Openstack-Request-Id', 'req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55'] as const
const REQUEST_ID_KEY = 'header x-openstack-request-id'
const JSON_TYPE = ['Content-Type', 'application/json'] as const

/** What version 1 says of every image. */
const IMAGE_HEADERS = Object.entries({
  id: '6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b',
  size: '0',
  status: 'queued',
  is_public: 'False',
  protected: 'False',
  deleted: 'False',
  min_disk: '0',
  min_ram: '0',
  created_at: '2026-03-01T09:30:00.000000',
  updated_at: '2026-03-01T09:30:00.000000',
}).map(([name, value]) => [`x-image-meta-${name}`, value] as const)

const exchange = (answer: Answer, accept = 'application/json', overrides: Partial<Exchange> = {}): Exchange => ({
  method: 'GET',
  path: '/v2/images/x',
  requestHeaders: [['Accept', accept]],
  requestBody: Buffer.alloc(0),
  requestBytes: 0,
  milliseconds: 1,
  preparation: false,
  answer,
  ...overrides,
})

const error = (status: number, body: unknown, headers = [REQUEST_ID, JSON_TYPE]) =>
  new Answer(status, 'Reason', headers, Buffer.from(JSON.stringify(body)))

const keys = (...args: Parameters<typeof deviations>) => deviations(...args).map(({ key }) => key)

describe('deviations', () => {
  it('has none for what the spec says', () => {
    const answer = error(404, { message: 'No image', code: '404 Not Found', title: 'Not Found' })
    expect(deviations('showImage', exchange(answer))).toEqual([])
  })

  it('finds a missing request id', () => {
    const answer = error(404, { message: '', code: '404 Not Found', title: 'Not Found' }, [JSON_TYPE] as never)
    expect(keys('showImage', exchange(answer))).toEqual([REQUEST_ID_KEY])
  })

  it('finds an undocumented status', () => {
    expect(keys('showImage', exchange(error(418, {})))).toEqual(['status 418'])
  })

  it('finds a body that breaks the schema', () => {
    const answer = new Answer(200, 'OK', [REQUEST_ID, JSON_TYPE], Buffer.from('{"id": 3}'))
    expect(
      deviations('showImage', exchange(answer))
        .map(({ message }) => message)
        .join('\n'),
    ).toContain('required')
  })

  it('finds another form of error than Accept asks for', () => {
    const answer = new Answer(404, 'Not Found', [REQUEST_ID, ['Content-Type', 'text/html']], Buffer.from('<p>'))
    expect(keys('showImage', exchange(answer))).toEqual(['content-type'])
    expect(keys('showImage', exchange(answer, '*/*'))).toEqual([])
  })

  it('wants refusals of the Identity API in their own shape, whatever Accept says', () => {
    const asIdentity = { path: '/identity/v3/projects/x' }
    const own = error(404, { error: { code: 404, message: 'No project', title: 'Not Found' } })
    const image = error(404, { message: 'No project', code: '404 Not Found', title: 'Not Found' })
    for (const accept of ['application/json', 'text/html']) {
      expect(keys('showProject', exchange(own, accept, asIdentity))).toEqual([])
      expect(keys('showProject', exchange(image, accept, asIdentity))).toEqual(['body /', 'body /code'])
    }
    const page = new Answer(404, 'Not Found', [REQUEST_ID, ['Content-Type', 'text/html']], Buffer.from('<p>'))
    expect(keys('showProject', exchange(page, 'text/html', asIdentity))).toContain('content-type')
  })

  it('wants the one form of a refusal that has no other, whatever Accept says', () => {
    const body = { message: 'It has data', code: '409 Conflict', title: 'Conflict' }
    const conflict = (type: string) => error(409, body, [REQUEST_ID, ['Content-Type', type]] as never)
    const update = { method: 'PUT', path: '/v1/images/x' }
    for (const accept of ['application/json', 'text/html']) {
      expect(keys('updateImageV1', exchange(conflict('text/plain; charset=UTF-8'), accept, update))).toEqual([])
      expect(keys('updateImageV1', exchange(conflict(accept), accept, update))).toEqual(['content-type'])
    }
  })

  it('asks refusals of HEAD for their headers alone', () => {
    const head = { method: 'HEAD', path: '/v1/images/x' }
    const refused = new Answer(404, 'Not Found', [REQUEST_ID], Buffer.alloc(0))
    expect(deviations('showImageMetadataV1', exchange(refused, 'application/json', head))).toEqual([])
    const nameless = new Answer(404, 'Not Found', [], Buffer.alloc(0))
    expect(keys('showImageMetadataV1', exchange(nameless, 'application/json', head))).toEqual([REQUEST_ID_KEY])
  })

  it('holds every header that says something of an image against the spec', () => {
    const head = { method: 'HEAD', path: '/v1/images/x' }
    const answer = (extra: readonly (readonly [string, string])[] = []) =>
      new Answer(200, 'OK', [REQUEST_ID, ...IMAGE_HEADERS, ...extra], Buffer.alloc(0))
    const keysWith = (name: string, value: string) =>
      keys('showImageMetadataV1', exchange(answer([[name, value]]), 'application/json', head))
    expect(keysWith('X-Image-Meta-Property-Colour', 'red')).toEqual([])
    expect(keysWith('x-image-meta-checksum', 'ab')).toEqual([])
    expect(keysWith('x-image-meta-virtual_size', 'large')).toEqual(['header x-image-meta-virtual_size'])
    expect(keysWith('x-image-meta-location', 'file:///x')).toEqual(['header x-image-meta-location'])
  })

  it('finds a header that is required and missing', () => {
    const answer = error(405, { message: '', code: '405 Method Not Allowed', title: 'Method Not Allowed' })
    expect(keys('showImage', exchange(answer))).toEqual(['header allow'])
  })

  it('finds a body where none belongs', () => {
    const answer = new Answer(204, 'No Content', [REQUEST_ID], Buffer.from('x'))
    expect(keys('deleteImage', exchange(answer))).toEqual(['body'])
  })

  it('does not ask a foreign server for extensions', () => {
    const answer = new Answer(
      206,
      'Partial Content',
      [
        REQUEST_ID,
        ['Content-Type', 'application/octet-stream'],
        ['Content-Length', '1'],
        ['Content-Range', 'bytes 0-0/2'],
      ],
      Buffer.from('x'),
    )
    expect(deviations('downloadImageData', exchange(answer))).toEqual([])
  })
})

describe('deviations of UForge', () => {
  const asked = (accept: string) => ({ path: '/api/users/ann/formats', requestHeaders: [['Accept', accept]] as const })
  const document = (status: number, content: string, type = XML) => {
    const headers = [REQUEST_ID, ['Content-Type', type], ['WWW-Authenticate', 'Basic realm="x"']] as const
    return new Answer(status, 'Reason', headers, Buffer.from(content))
  }
  const inRoot = (name: string, content: string) =>
    `<u:${name} xmlns:u="http://www.usharesoft.com/uforge">${content}</u:${name}>`
  const formats = (content: string, type?: string) => document(200, inRoot('imageFormats', content), type)
  const refusal = (statusCode: number) => {
    const said = '<localizedErrorMsg><message>m</message><messageId>a.b</messageId></localizedErrorMsg>'
    const request = '<requestMethod>GET</requestMethod><requestUri>http://x</requestUri>'
    const rest = `<statusCode>${statusCode}</statusCode><timestamp>2026-03-01T09:30:00Z</timestamp>`
    return document(401, inRoot('uforgeError', said + request + rest))
  }
  const keysOf = (answer: Answer, accept: string = XML) =>
    keys('listUserFormats', exchange(answer, accept, asked(accept)))

  it('are none in what the spec says', () => {
    expect(
      keysOf(formats('<total>1</total><imageFormats><imageFormat><name>raw</name></imageFormat></imageFormats>')),
    ).toEqual([])
    expect(keysOf(refusal(401))).toEqual([])
  })

  it.each([
    ['an element that is in another order', formats('<imageFormats/><total>0</total>'), 'body /'],
    ['a member that is missing', formats('<total>0</total>'), 'body /'],
    ['a value below the least', formats('<total>-1</total><imageFormats/>'), 'body /total'],
    [
      'a media type with a parameter',
      formats('<total>0</total><imageFormats/>', `${XML};charset=utf-8`),
      'content-type',
    ],
    ['a refusal of another status', refusal(403), 'body /code'],
    ['a refusal as a page', document(401, '<p>', 'text/html'), 'content-type'],
  ])('are found in %s', (_, answer, key) => {
    expect(keysOf(answer)).toContain(key)
  })

  it('are found in a refusal of another type than Accept asks for', () => {
    expect(keysOf(refusal(401), 'application/json')).toEqual(['content-type'])
    expect(keysOf(refusal(401), 'application/json, application/xml')).toEqual([])
  })
})

describe('requests', () => {
  it('belong to an operation by method and path', () => {
    expect(isRequestFor('showImage', { method: 'GET', path: '/v2/images/x?y=z' })).toBe(true)
    expect(isRequestFor('showImage', { method: 'GET', path: '/v2/images/x/file' })).toBe(false)
    expect(isRequestFor('showImage', { method: 'PUT', path: '/v2/images/x' })).toBe(false)
    expect(isPathOf('showImage', '/v2/images/x')).toBe(true)
  })

  it('belong to the operation whose path they spell out, before one with a placeholder there', () => {
    const detail = { method: 'GET', path: '/v1/images/detail?limit=1' }
    expect(isRequestFor('listImageDetailsV1', detail)).toBe(true)
    expect(isRequestFor('showImageV1', detail)).toBe(false)
    expect(isPathOf('showImageMetadataV1', '/v1/images/detail')).toBe(false)
    const statuses = '/api/users/ann/appliances/21/images/statuses'
    expect(isPathOf('listMachineImageStatuses', statuses)).toBe(true)
    expect(isPathOf('showMachineImage', statuses)).toBe(false)
  })
})
