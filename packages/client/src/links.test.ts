import { describe, expect, it } from 'vitest'
import { readAll, refuse, sendJson, startServer } from '../test/stub-server.ts'
import { createImageClient } from './index.ts'

const link = { id: 'l', created_at: '2026-03-01T09:30:00Z', expires_at: '2026-03-02T09:30:00Z', used_at: null }
const made = { ...link, url: 'http://host/v2/images/1/links/l/file?key=k' }

describe('links', () => {
  it('are asked for and deleted as the API wants it', async () => {
    const seen: unknown[] = []
    const { url } = await startServer(async (request, response) => {
      seen.push([request.method, request.url, String(await readAll(request))])
      if (request.method === 'DELETE') response.writeHead(204).end()
      else if (request.method === 'POST') sendJson(response, 201, made)
      else sendJson(response, 200, { links: [link] })
    })
    const { links } = createImageClient({ baseUrl: url })
    expect(await links.create('1')).toEqual(made)
    expect(await links.create('1', { expires_in: 60 })).toEqual(made)
    expect(await links.list('1')).toEqual([link])
    expect(await links.delete('1', 'l')).toBeUndefined()
    expect(seen).toEqual([
      ['POST', '/v2/images/1/links', ''],
      ['POST', '/v2/images/1/links', '{"expires_in":60}'],
      ['GET', '/v2/images/1/links', ''],
      ['DELETE', '/v2/images/1/links/l', ''],
    ])
  })

  it('are refused in the words of the server', async () => {
    const { url } = await startServer((_, response) => refuse(response, 409, 'Nothing to download'))
    const { links } = createImageClient({ baseUrl: url })
    await expect(links.create('1')).rejects.toMatchObject({
      status: 409,
      message: 'Nothing to download',
      operation: 'createImageLink',
    })
  })
})
