import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { readAll, refuse, sendJson, startServer } from '../test/stub-server.ts'
import { ApiError, createImageClient, TransferError } from './index.ts'

const imageOf = (id: string) => ({ id, name: id, status: 'queued', tags: [] })

describe('calls', () => {
  it('send what the API wants', async () => {
    const seen: unknown[] = []
    const { url } = await startServer(async (request, response) => {
      const { method, url, headers } = request
      const body = (await readAll(request)).toString()
      seen.push([method, url, headers['content-type'], headers.accept, headers['x-auth-token'], body])
      if (method === 'DELETE' || url?.includes('/actions/')) response.writeHead(204).end()
      else sendJson(response, method === 'POST' ? 201 : 200, imageOf('1'))
    })
    const { images } = createImageClient({ baseUrl: url, token: 'secret' })
    expect(await images.create({ name: 'a', color: 'red' })).toMatchObject({ id: '1' })
    await images.show('a/b')
    await images.update('1', { set: { name: 'b' } })
    await images.update('1', [{ op: 'remove', path: '/color' }])
    expect(await images.delete('1')).toBeUndefined()
    expect(await images.deactivate('1')).toBeUndefined()
    expect(await images.reactivate('1')).toBeUndefined()
    const [json, patch] = ['application/json', 'application/openstack-images-v2.1-json-patch']
    expect(seen).toEqual([
      ['POST', '/v2/images', json, json, 'secret', '{"name":"a","color":"red"}'],
      ['GET', '/v2/images/a%2Fb', undefined, json, 'secret', ''],
      ['PATCH', '/v2/images/1', patch, json, 'secret', '[{"op":"add","path":"/name","value":"b"}]'],
      ['PATCH', '/v2/images/1', patch, json, 'secret', '[{"op":"remove","path":"/color"}]'],
      ['DELETE', '/v2/images/1', undefined, json, 'secret', ''],
      ['POST', '/v2/images/1/actions/deactivate', undefined, json, 'secret', ''],
      ['POST', '/v2/images/1/actions/reactivate', undefined, json, 'secret', ''],
    ])
  })

  for (const path of ['', '/', '/v2', '/v2/', '/v2.9/', '/v1', '/v1/', '/v1.1']) {
    it(`take a base URL that ends in '${path}'`, async () => {
      const { url } = await startServer((request, response) =>
        sendJson(response, 200, { versions: [{ id: request.url }] }),
      )
      const client = createImageClient({ baseUrl: `${url}/image${path}` })
      expect(await client.versions()).toEqual([{ id: '/image/versions' }])
    })
  }

  it('list images page by page', async () => {
    const asked: string[] = []
    const { url } = await startServer((request, response) => {
      asked.push(request.url ?? '')
      const first = !request.url?.includes('marker')
      const next = first ? { next: '/v2/images?tag=y&marker=2' } : {}
      sendJson(response, 200, { images: (first ? ['1', '2'] : ['3']).map(imageOf), first: '', schema: '', ...next })
    })
    const { images } = createImageClient({ baseUrl: `${url}/image` })
    const ids: string[] = []
    for await (const { id } of images.list({ tag: ['x', 'y'], limit: 2, os_hidden: true })) ids.push(id)
    expect(ids).toEqual(['1', '2', '3'])
    expect(asked).toEqual([
      '/image/v2/images?tag=x&tag=y&limit=2&os_hidden=true',
      '/image/v2/images?tag=x&tag=y&limit=2&os_hidden=true&marker=2',
    ])
  })

  it('read health as text', async () => {
    const { url } = await startServer((request, response) => response.end(request.headers.accept))
    expect(await createImageClient({ baseUrl: url }).health()).toBe('text/plain')
  })
})

describe('failures', () => {
  it('are ApiErrors when the server refuses', async () => {
    const { url } = await startServer((_, response) => refuse(response, 404, 'No image'))
    const error = await createImageClient({ baseUrl: url })
      .images.show('x')
      .catch((error: unknown) => error)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({
      status: 404,
      title: 'Title 404',
      message: 'No image',
      requestId: 'req-404',
      operation: 'showImage',
    })
  })

  it('are ApiErrors when the answer is of something else', async () => {
    const { url } = await startServer((_, response) => response.end('<html>Welcome to the proxy</html>'))
    await expect(createImageClient({ baseUrl: url }).images.show('x')).rejects.toThrow(/not JSON.*no image service/)
  })

  it('are ApiErrors for redirects, which are not followed', async () => {
    const { url } = await startServer((_, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    )
    await expect(createImageClient({ baseUrl: url, token: 't' }).images.show('x')).rejects.toMatchObject({
      status: 302,
    })
  })

  it('are TransferErrors with a reason when nobody answers', async () => {
    const { url, server } = await startServer(() => undefined)
    await new Promise((resolve) => server.close(resolve))
    const error = await createImageClient({ baseUrl: url })
      .images.show('x')
      .catch((error: unknown) => error)
    expect(error).toBeInstanceOf(TransferError)
    expect(String(error)).toContain('ECONNREFUSED')
  })

  it('are the reason of an abort', async () => {
    const { url } = await startServer(() => undefined)
    const reason = new Error('enough')
    const call = createImageClient({ baseUrl: url }).images.show('x', { signal: AbortSignal.abort(reason) })
    await expect(call).rejects.toBe(reason)
  })

  it('are returned, not thrown, by the raw client', async () => {
    const { url } = await startServer((_, response) => refuse(response, 404, 'No image'))
    const { api } = createImageClient({ baseUrl: url })
    const { error, response } = await api.GET('/v2/images/{image_id}', { params: { path: { image_id: 'x' } } })
    expect([response.status, error]).toEqual([404, expect.objectContaining({ message: 'No image' })])
  })
})

describe('a token from a function', () => {
  const answerUnless = (bad: string) => async (request: IncomingMessage, response: Parameters<typeof refuse>[0]) => {
    const body = (await readAll(request)).toString()
    if (request.headers['x-auth-token'] === bad) refuse(response, 401, 'Token expired')
    else sendJson(response, 201, { ...imageOf('1'), echo: body })
  }

  it('is renewed once when it is refused, and the request repeated', async () => {
    const { url } = await startServer(answerUnless('token-1'))
    let logins = 0
    const client = createImageClient({ baseUrl: url, token: () => `token-${++logins}` })
    expect(await client.images.create({ name: 'a' })).toMatchObject({ echo: '{"name":"a"}' })
    await client.images.create({ name: 'b' })
    expect(logins).toBe(2)
  })

  it('is not renewed for ever', async () => {
    const { url } = await startServer(answerUnless('same'))
    const client = createImageClient({ baseUrl: url, token: () => 'same' })
    await expect(client.images.create({})).rejects.toMatchObject({ status: 401 })
  })

  it('gives way to one in the headers of a raw call', async () => {
    const { url } = await startServer((request, response) => sendJson(response, 200, request.headers['x-auth-token']))
    const { api } = createImageClient({ baseUrl: url, token: 'mine' })
    const { data } = await api.GET('/versions', { headers: { 'X-Auth-Token': 'other' } })
    expect(data).toBe('other')
  })
})
