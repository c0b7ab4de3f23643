import { describe, expect, it } from 'vitest'
import { readAll, refuse, sendJson, startServer } from '../../test/stub-server.ts'
import { createImageClient } from '../index.ts'

describe('members', () => {
  it('are asked for and changed as the API wants it', async () => {
    const [members, shared_images] = [[{ member_id: 'p', can_share: false }], [{ image_id: '1', can_share: true }]]
    const seen: unknown[] = []
    const { url } = await startServer(async (request, response) => {
      seen.push([request.method, request.url, String(await readAll(request))])
      if (request.method !== 'GET') response.writeHead(204).end()
      else sendJson(response, 200, request.url?.includes('shared') ? { shared_images } : { members })
    })
    const { v1 } = createImageClient({ baseUrl: url })
    expect(await v1.members.list('1')).toEqual(members)
    expect(await v1.members.put('1', 'a/b')).toBeUndefined()
    expect(await v1.members.put('1', 'p', { can_share: true })).toBeUndefined()
    expect(await v1.members.replace('1', [{ member_id: 'q' }])).toBeUndefined()
    expect(await v1.members.remove('1', 'p')).toBeUndefined()
    expect(await v1.sharedWith('p')).toEqual(shared_images)
    expect(seen).toEqual([
      ['GET', '/v1/images/1/members', ''],
      ['PUT', '/v1/images/1/members/a%2Fb', ''],
      ['PUT', '/v1/images/1/members/p', '{"member":{"can_share":true}}'],
      ['PUT', '/v1/images/1/members', '{"memberships":[{"member_id":"q"}]}'],
      ['DELETE', '/v1/images/1/members/p', ''],
      ['GET', '/v1/shared-images/p', ''],
    ])
  })

  it('are refused in the words of the server', async () => {
    const { url } = await startServer((_, response) => refuse(response, 404, 'Not yours to share'))
    const { v1 } = createImageClient({ baseUrl: url })
    await expect(v1.members.put('1', 'p')).rejects.toMatchObject({
      status: 404,
      message: 'Not yours to share',
      operation: 'putMemberV1',
    })
  })
})
