import { createHmac } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { describe, expect, it } from 'vitest'
import { sendJson, startServer } from '../../test/stub-server.ts'
import { refuseDocument } from '../../test/uforge.ts'
import { createUForgeClient } from '../index.ts'

const credentials = { user: 'bob', password: 'secret' }

/** Answers each path with a document, and tells what was asked. */
async function startForge(documents: Record<string, unknown>) {
  const asked: unknown[] = []
  const { url } = await startServer((request, response) => {
    const { authorization, accept } = request.headers
    asked.push([request.method, request.url, authorization, accept])
    sendJson(response, 200, documents[request.url ?? ''])
  })
  return { url, asked }
}

const ANSWERS = {
  '/api/status': { serviceStatus: { alive: true, version: '3.8.13' } },
  '/api/users/bob': { user: { loginName: 'bob', uri: 'users/bob' } },
  '/api/users/bob/targetformats': { targetFormats: { total: 1, targetFormats: { targetFormat: [{ name: 'QCOW2' }] } } },
}

describe('documents', () => {
  it('come without what JSON has around them', async () => {
    const { url, asked } = await startForge(ANSWERS)
    const client = createUForgeClient({ baseUrl: url, ...credentials })
    expect(await client.status()).toEqual({ alive: true, version: '3.8.13' })
    expect(await client.user()).toEqual({ loginName: 'bob', uri: 'users/bob' })
    expect(await client.targetFormats()).toEqual([{ name: 'QCOW2' }])
    const basic = `Basic ${btoa('bob:secret')}`
    expect(asked).toEqual(Object.keys(ANSWERS).map((path) => ['GET', path, basic, 'application/json']))
  })

  for (const path of ['', '/', '/api', '/api/', '/v2', '/v2.9/', '/v1']) {
    it(`are asked for below a base URL that ends in '${path}'`, async () => {
      const { url } = await startForge({ '/forge/api/status': { serviceStatus: { alive: true, version: '1' } } })
      expect(await createUForgeClient({ baseUrl: `${url}/forge${path}`, ...credentials }).status()).toMatchObject({
        alive: true,
      })
    })
  }

  it('are those of the user that a supervisor acts for', async () => {
    const { url, asked } = await startForge(ANSWERS)
    await createUForgeClient({ baseUrl: url, user: 'root\\bob', password: 'secret' }).user()
    expect(asked).toEqual([['GET', '/api/users/bob', `Basic ${btoa('root\\bob:secret')}`, 'application/json']])
  })

  it('are asked for with a signature', async () => {
    const seen: string[] = []
    const { url } = await startServer((request, response) => {
      seen.push(request.url ?? '', request.headers.authorization ?? 'none')
      sendJson(response, 200, ANSWERS['/api/users/bob'])
    })
    const apiKey = { publicKey: 'p/k', secretKey: 's' }
    await createUForgeClient({ baseUrl: `${url}/api`, user: 'bob', apiKey }).user()
    const signature = createHmac('sha1', 's').update('users/bob?apiKey=p%2Fk').digest('base64')
    expect(seen).toEqual([`/api/users/bob?apiKey=p%2Fk&signature=${encodeURIComponent(signature)}`, 'none'])
  })
})

describe('failures', () => {
  const failing = async (listener: RequestListener) => {
    const { url } = await startServer(listener)
    return createUForgeClient({ baseUrl: url, ...credentials })
      .user()
      .catch((error: unknown) => error)
  }

  it('are ApiErrors with the reason for people and the one for programs', async () => {
    expect(await failing((_, response) => refuseDocument(response, 403, 'Not yours', 'access.denied'))).toMatchObject({
      name: 'ApiError',
      status: 403,
      message: 'Not yours',
      messageId: 'access.denied',
      requestId: 'req-403',
      operation: 'showUForgeUser',
    })
  })

  it('are ApiErrors when something else answers', async () => {
    expect(await failing((_, response) => sendJson(response, 200, { hello: 'world' }))).toMatchObject({
      name: 'ApiError',
      message: expect.stringContaining('something in between'),
    })
  })

  it('do not carry a password to where a redirect leads', async () => {
    const refusal = await failing((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end())
    expect(refusal).toMatchObject({ name: 'ApiError', status: 302 })
  })
})
