import { describe, expect, it } from 'vitest'
import { chosenId, createdThing, removeThing } from './resources.ts'
import type { Exchange } from './target.ts'
import { Answer } from './target.ts'
import { documentOf } from './uforge-documents.ts'

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
    expect(createdThing(exchange('POST', path), created(body))).toBe('a')
  })

  it('are found by Location where the body was not kept', () => {
    const bare = new Answer(201, 'Created', [['Location', '/v1/images/a']], Buffer.alloc(0))
    expect(createdThing(exchange('POST', '/v1/images'), bare)).toBe('a')
  })

  it('are no others', () => {
    expect(createdThing(exchange('POST', '/v2/images/a/members'), created({ id: 'a' }))).toBeUndefined()
    expect(createdThing(exchange('PUT', '/v1/images/a'), created({ image: { id: 'a' } }, 200))).toBeUndefined()
    expect(createdThing(exchange('POST', '/v1/images'), created({ id: 'a' }, 400))).toBeUndefined()
  })

  it('are also those for which a request of version 1 chose the id, whatever became of it', () => {
    expect(chosenId(exchange('POST', '/v1/images', { 'X-Image-Meta-Id': 'a' }))).toBe('a')
    expect(chosenId(exchange('PUT', '/v1/images/a', { 'x-image-meta-id': 'a' }))).toBeUndefined()
    expect(chosenId(exchange('POST', '/v1/images'))).toBeUndefined()
  })
})

const APPLIANCE = { uri: 'users/ann/appliances/21' }
const asXml = (name: 'UForgeAppliance' | 'UForgeApiKeyPair', value: { uri: string }, status = 201) => {
  const { headers, body } = documentOf(name, { ...WHOLE, ...value } as never)
  return new Answer(status, 'Reason', Object.entries(headers as Record<string, string>), Buffer.from(body as string))
}
/** What such documents have in any case. */
const WHOLE = {
  ...{
    created: '2026-03-01T09:30:00Z',
    lastModified: '2026-03-01T09:30:00Z',
    dbId: 21,
    digest: 'd',
    name: 'n',
    version: '1',
  },
  ...{ archName: '', baseImagesStatusUri: '', baseImagesUri: '', distributionName: '', nbUpdates: 0 },
  ...{ imported: false, shared: false, publicKey: 'p' },
}

describe('what is made of UForge', () => {
  it('is removed by its URI', () => {
    const path = '/api/users/ann/appliances'
    expect(createdThing(exchange('POST', path), asXml('UForgeAppliance', APPLIANCE))).toBe(`/api/${APPLIANCE.uri}`)
    const keys = { uri: 'users/ann/apikeys/3' }
    const signed = '/api/users/ann/apikeys?apiKey=p&signature=s'
    expect(createdThing(exchange('POST', signed), asXml('UForgeApiKeyPair', keys))).toBe(`/api/${keys.uri}`)
  })

  it('is nothing else', () => {
    const made = asXml('UForgeAppliance', APPLIANCE)
    expect(createdThing(exchange('POST', '/api/users/ann/appliances/21/images'), made)).toBeUndefined()
    expect(createdThing(exchange('GET', '/api/users/ann/appliances'), made)).toBeUndefined()
    const unreadable = new Answer(201, 'Created', [], Buffer.from('hello'))
    expect(createdThing(exchange('POST', '/api/users/ann/appliances'), unreadable)).toBeUndefined()
  })

  it('goes with what is being generated, by the credentials of its owner', async () => {
    const asked: unknown[] = []
    const target = {
      patch: () => Promise.reject(new Error('not asked for')),
      delete: async (path: string, options?: object) => {
        asked.push([path, options])
        return new Answer(204, 'No Content', [], Buffer.alloc(0))
      },
    }
    expect(await removeThing(target, `/api/${APPLIANCE.uri}`, { name: 'ann', password: 'x' })).toBe(true)
    expect(asked).toEqual([
      ['/api/users/ann/appliances/21?force=true', { token: null, headers: { Authorization: 'Basic YW5uOng=' } }],
    ])
  })
})
