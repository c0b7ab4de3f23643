import { Problem, type ProblemCode } from '@vitrine/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Service, startService } from './service.ts'

/** Ids that the catalogue fails at, in the way that they are called. */
const PROBLEMS: readonly ProblemCode[] = [
  'declaredTooLarge',
  'formatMismatch',
  'imageDataLost',
  'imageGone',
  'sourceUnavailable',
  'statusConflict',
  'storeUnavailable',
]

let service: Service
beforeAll(async () => {
  service = await startService({
    wrapCatalog: (catalog) => ({
      ...catalog,
      async find(id) {
        if (id === 'broken') throw new Error('secret: postgres://admin:hunter2@db')
        const problem = PROBLEMS.find((code) => code === id)
        if (problem) throw new Problem(problem, `No: ${id}`)
        return catalog.find(id)
      },
    }),
  })
})
afterAll(() => service.stop())

describe('an error', () => {
  test.each([
    { accept: 'application/json', type: 'application/json', begins: '{"message":"No image' },
    { accept: '*/*', type: 'text/html; charset=UTF-8', begins: '<html>' },
    { accept: 'text/html,*/*;q=0.1', type: 'text/html; charset=UTF-8', begins: '<html>' },
    { accept: '', type: 'text/plain; charset=UTF-8', begins: '404 Not Found\n\nNo image' },
    { accept: 'application/octet-stream', type: 'text/plain; charset=UTF-8', begins: '404 Not Found\n\nNo image' },
  ])('for Accept: $accept is $type (C37)', async ({ accept, type, begins }) => {
    const { status, headers, text } = await service.call('GET', '/v2/images/x/file', { headers: { Accept: accept } })
    expect(status).toBe(404)
    expect(headers['content-type']).toBe(type)
    expect(text.startsWith(begins)).toBe(true)
    expect(Number(headers['content-length'])).toBe(Buffer.byteLength(text))
  })

  test('does not let an id become markup', async () => {
    const headers = { Accept: 'text/html' }
    const { text } = await service.call('GET', '/v2/images/%3Cscript%3Ealert(1)%3C%2Fscript%3E', { headers })
    expect(text).toContain('&lt;script&gt;')
    expect(text).not.toContain('<script>')
  })

  test('has three keys and no HTML as JSON (C25)', async () => {
    const { json } = await service.call('GET', '/v2/images/x')
    expect(json).toStrictEqual({ message: `No image with id 'x'`, code: '404 Not Found', title: 'Not Found' })
  })

  test('carries the request id, another for each', async () => {
    const ids = [await service.call('GET', '/v2/images/x'), await service.call('GET', '/v2/nothing')].map(
      ({ headers }) => headers['x-openstack-request-id'],
    )
    for (const id of ids) expect(id).toMatch(/^req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(new Set(ids).size).toBe(2)
  })

  test.for([
    { length: 64, status: 200 },
    { length: 65, status: 400 },
  ])(
    'a request id of $length characters from outside is answered $status, with an id of our own (C14)',
    async (row) => {
      const headers = { 'X-Openstack-Request-Id': 'x'.repeat(row.length) }
      const answer = await service.call('GET', '/v2/images?limit=1', { headers })
      expect(answer.status).toBe(row.status)
      expect(answer.headers['x-openstack-request-id']).toMatch(/^req-/)
    },
  )

  test('to HEAD has no body', async () => {
    const { body, headers } = await service.call('HEAD', '/v2/images/x')
    expect(body).toHaveLength(0)
    expect(headers['content-length']).toBe('0')
  })
})

describe('an error of version 1', () => {
  test.each([
    { accept: 'application/json', type: 'application/json', begins: '{"message":"No image' },
    { accept: '*/*', type: 'text/html; charset=UTF-8', begins: '<html>' },
    { accept: '', type: 'text/plain; charset=UTF-8', begins: '404 Not Found\n\nNo image' },
  ])('for Accept: $accept is $type, as in version 2', async ({ accept, type, begins }) => {
    const { status, headers, text } = await service.call('GET', '/v1/images/x', { headers: { Accept: accept } })
    expect(status).toBe(404)
    expect(headers['content-type']).toBe(type)
    expect(text.startsWith(begins)).toBe(true)
  })

  test.each([
    { code: 'declaredTooLarge', v1: 400, v2: 413 },
    { code: 'formatMismatch', v1: 400, v2: 415 },
    { code: 'imageDataLost', v1: 404, v2: 500 },
    { code: 'imageGone', v1: 412, v2: 410 },
    { code: 'sourceUnavailable', v1: 404, v2: 503 },
    { code: 'storeUnavailable', v1: 503, v2: 503 },
  ])('is $v1 for $code, where version 2 has $v2', async ({ code, v1, v2 }) => {
    for (const [path, status] of [
      [`/v1/images/${code}`, v1],
      [`/v1.0/images/${code}`, v1],
      [`/v2/images/${code}`, v2],
    ] as const) {
      expect((await service.call('GET', path)).status, path).toBe(status)
    }
  })

  test.each(['application/json', 'text/html', ''])(
    'that says that data comes at the wrong time is a bare sentence for Accept: %s',
    async (accept) => {
      const headers = { Accept: accept }
      const { status, headers: given, text } = await service.call('PUT', '/v1/images/statusConflict', { headers })
      expect(status).toBe(409)
      expect(given['content-type']).toBe('text/plain; charset=UTF-8')
      expect(text).toBe('No: statusConflict')
    },
  )

  test('that is a conflict of another method is like any other', async () => {
    const { status, json } = await service.call('DELETE', '/v1/images/statusConflict')
    expect([status, json.message]).toStrictEqual([409, 'No: statusConflict'])
  })

  test('to HEAD has no body', async () => {
    for (const [path, want] of [
      ['/v1/images/x', 404],
      ['/v1/images/storeUnavailable', 503],
    ] as const) {
      const { status, body, headers } = await service.call('HEAD', path)
      expect(status).toBe(want)
      expect(body).toHaveLength(0)
      expect(headers['content-length']).toBe('0')
    }
  })
})

describe('a failure of the server', () => {
  test('is 500 without a word of its reason, which is in the log under the request id', async () => {
    const answer = await service.call('GET', '/v2/images/broken')
    expect(answer.status).toBe(500)
    expect(answer.text).not.toMatch(/hunter2|postgres/)
    expect(await service.logOf(answer)).toMatchObject({
      level: 50,
      status: 500,
      err: { message: 'secret: postgres://admin:hunter2@db' },
    })
  })

  test('of something behind it is 503 with a safe text (U7)', async () => {
    const answer = await service.call('GET', '/v2/images/storeUnavailable')
    expect(answer).toMatchObject({ status: 503, json: { message: 'No: storeUnavailable' } })
  })
})
