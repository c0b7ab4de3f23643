import { describe, expect, it } from 'vitest'
import { readAll, refuse, startServer } from '../test/stub-server.ts'
import { createImageClient, TransferError } from './index.ts'

describe('tags', () => {
  it('are added and deleted one at a time, whatever is in them', async () => {
    const seen: unknown[] = []
    const { url } = await startServer(async (request, response) => {
      seen.push([request.method, request.url, (await readAll(request)).toString()])
      response.writeHead(204).end()
    })
    const { tags } = createImageClient({ baseUrl: url })
    expect(await tags.add('1', 'lts')).toBeUndefined()
    expect(await tags.delete('1', 'a b?#%2F🏷')).toBeUndefined()
    expect(seen).toEqual([
      ['PUT', '/v2/images/1/tags/lts', ''],
      ['DELETE', '/v2/images/1/tags/a%20b%3F%23%252F%F0%9F%8F%B7', ''],
    ])
  })

  it('are refused in the words of the server', async () => {
    const { url } = await startServer((_, response) => refuse(response, 413, 'Too many'))
    const { tags } = createImageClient({ baseUrl: url })
    await expect(tags.add('1', 'lts')).rejects.toMatchObject({ status: 413, message: 'Too many', operation: 'addTag' })
  })

  for (const tag of ['.', '..']) {
    it(`are not taken for a way up, which leads to the image: ${tag}`, async () => {
      const seen: unknown[] = []
      const { url } = await startServer((request, response) => {
        seen.push(request.url)
        response.writeHead(204).end()
      })
      const { tags } = createImageClient({ baseUrl: url })
      const refused = tags.delete('1', tag)
      await expect(refused).rejects.toBeInstanceOf(TransferError)
      await expect(refused).rejects.toThrow(`no URL can name '${tag}'`)
      expect(seen).toEqual([])
    })
  }
})
