import { describe, expect, it } from 'vitest'
import { readAll, sendJson, startServer } from '../../test/stub-server.ts'
import { createUForgeClient } from '../index.ts'

const pair = { dbId: 3, name: 'laptop', publicKey: 'p', secretKey: 's', uri: 'users/bob/apikeys/3' }

describe('API keys', () => {
  it('are asked for and changed as the API wants it', async () => {
    const asked: unknown[] = []
    const { url } = await startServer(async (request, response) => {
      asked.push([request.method, request.url, String(await readAll(request))])
      if (request.method === 'DELETE') response.writeHead(204).end()
      else if (request.method !== 'GET') sendJson(response, 200, { apiKeyPair: pair })
      else sendJson(response, 200, { apiKeyPairs: { total: 1, apiKeyPairs: { apiKeyPair: [pair] } } })
    })
    const { apiKeys } = createUForgeClient({ baseUrl: url, user: 'bob', password: 'secret' })
    expect(await apiKeys.create()).toEqual(pair)
    expect(await apiKeys.create({ name: 'laptop' })).toEqual(pair)
    expect(await apiKeys.list()).toEqual([pair])
    expect(await apiKeys.update(3, { name: 'desk' })).toEqual(pair)
    expect(await apiKeys.delete(3)).toBeUndefined()
    const [KEYS, KEY] = ['/api/users/bob/apikeys', '/api/users/bob/apikeys/3']
    expect(asked).toEqual([
      ['POST', KEYS, ''],
      ['POST', KEYS, '{"apiKeyPair":{"name":"laptop"}}'],
      ['GET', KEYS, ''],
      ['PUT', KEY, '{"apiKeyPair":{"name":"desk"}}'],
      ['DELETE', KEY, ''],
    ])
  })
})
