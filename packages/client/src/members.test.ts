import { describe, expect, it } from 'vitest'
import { readAll, refuse, sendJson, startServer } from '../test/stub-server.ts'
import { createImageClient } from './index.ts'

const member = { member_id: 'p', image_id: '1', status: 'pending', schema: '/v2/schemas/member' }

describe('members', () => {
  it('are asked for and changed as the API wants it', async () => {
    const seen: unknown[] = []
    const { url } = await startServer(async (request, response) => {
      seen.push([request.method, request.url, (await readAll(request)).toString()])
      if (request.method === 'DELETE') response.writeHead(204).end()
      else if (request.url === '/v2/images/1/members' && request.method === 'GET')
        sendJson(response, 200, { members: [member], schema: '/v2/schemas/members' })
      else sendJson(response, 200, member)
    })
    const { members } = createImageClient({ baseUrl: url })
    expect(await members.list('1')).toEqual([member])
    expect(await members.add('1', 'p')).toEqual(member)
    expect(await members.show('1', 'a/b')).toEqual(member)
    expect(await members.update('1', 'p', 'accepted')).toEqual(member)
    expect(await members.remove('1', 'p')).toBeUndefined()
    expect(seen).toEqual([
      ['GET', '/v2/images/1/members', ''],
      ['POST', '/v2/images/1/members', '{"member":"p"}'],
      ['GET', '/v2/images/1/members/a%2Fb', ''],
      ['PUT', '/v2/images/1/members/p', '{"status":"accepted"}'],
      ['DELETE', '/v2/images/1/members/p', ''],
    ])
  })

  it('are refused in the words of the server', async () => {
    const { url } = await startServer((_, response) => refuse(response, 409, 'Shared already'))
    const { members } = createImageClient({ baseUrl: url })
    await expect(members.add('1', 'p')).rejects.toMatchObject({
      status: 409,
      message: 'Shared already',
      operation: 'addMember',
    })
  })
})
