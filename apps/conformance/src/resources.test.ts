import { describe, expect, it } from 'vitest'
import { chosenId, createdId } from './resources.ts'
import type { Exchange } from './target.ts'
import { Answer } from './target.ts'

const exchange = (method: string, path: string, headers: Readonly<Record<string, string>> = {}): Exchange => ({
  method,
  path,
  requestHeaders: Object.entries(headers),
  requestBody: Buffer.alloc(0),
  requestBytes: 0,
  milliseconds: 1,
  preparation: false,
})

const created = (body: unknown, status = 201) => new Answer(status, 'Reason', [], Buffer.from(JSON.stringify(body)))

describe('images that are to be removed', () => {
  it.each([
    ['/v2/images', { id: 'a' }],
    ['/v2.7/images', { id: 'a' }],
    ['/v1/images', { image: { id: 'a' } }],
    ['/v1.1/images', { image: { id: 'a' } }],
  ])('are those that an answer to POST %s tells of', (path, body) => {
    expect(createdId(exchange('POST', path), created(body))).toBe('a')
  })

  it('are found by Location where the body was not kept', () => {
    const bare = new Answer(201, 'Created', [['Location', '/v1/images/a']], Buffer.alloc(0))
    expect(createdId(exchange('POST', '/v1/images'), bare)).toBe('a')
  })

  it('are no others', () => {
    expect(createdId(exchange('POST', '/v2/images/a/members'), created({ id: 'a' }))).toBeUndefined()
    expect(createdId(exchange('PUT', '/v1/images/a'), created({ image: { id: 'a' } }, 200))).toBeUndefined()
    expect(createdId(exchange('POST', '/v1/images'), created({ id: 'a' }, 400))).toBeUndefined()
  })

  it('are also those for which a request of version 1 chose the id, whatever became of it', () => {
    expect(chosenId(exchange('POST', '/v1/images', { 'X-Image-Meta-Id': 'a' }))).toBe('a')
    expect(chosenId(exchange('PUT', '/v1/images/a', { 'x-image-meta-id': 'a' }))).toBeUndefined()
    expect(chosenId(exchange('POST', '/v1/images'))).toBeUndefined()
  })
})
