import type { IncomingMessage, ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import { beforeEach, describe, expect, it } from 'vitest'
import { type ImageService, refuse, startImageService } from './image-service.ts'
import { type Outcome, runCommand } from './terminal.ts'

const memberOf = (member_id: string, status = 'pending') => ({
  member_id,
  image_id: 'image-1',
  status,
  created_at: '2026-03-01T09:35:00Z',
  updated_at: '2026-03-01T10:12:40Z',
  schema: '/v2/schemas/member',
})

let service: ImageService
let members: ReturnType<typeof memberOf>[]
/** Method and place below the image, with the body, of what concerns members. */
let asked: unknown[]
beforeEach(async () => {
  service = await startImageService()
  service.add({ id: 'image-1', name: 'debian' })
  members = [memberOf('project-a'), memberOf('project-b', 'accepted')]
  asked = []
  service.intercept = (request, response) => {
    if (!request.url?.includes('/members')) return false
    void answer(request, response)
    return true
  }
})

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method, url = '' } = request
  const body = method === 'GET' || method === 'DELETE' ? undefined : await json(request)
  asked.push([method, url.replace('/v2/images/image-1', ''), ...(body === undefined ? [] : [body])])
  if (method === 'DELETE') return void response.writeHead(204).end()
  const one = url.endsWith('/members') && method === 'GET' ? { members, schema: '/v2/schemas/members' } : members[0]
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(one))
}

const member = (...words: string[]): Promise<Outcome> => runCommand(['image', 'member', ...words, '--url', service.url])

describe('image member', () => {
  it('add shares an image with a project', async () => {
    const { exitCode, stdout, stderr } = await member('add', 'debian', 'project-a')
    expect([exitCode, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^field +value\nimage_id +image-1\nmember_id +project-a\nstatus +pending\n/)
    expect(asked).toEqual([['POST', '/members', { member: 'project-a' }]])
  })

  describe('add with a login', () => {
    const ID = '9c2e1a7d4b8f4c0e8a5d3f6b7c8d9e0f'
    let projects: { id: string; name: string }[] | 'for administrators'
    beforeEach(() => {
      projects = [
        { id: ID, name: 'lab' },
        { id: 'project-1', name: 'twice' },
        { id: 'project-2', name: 'twice' },
      ]
      const { intercept } = service
      service.intercept = (request, response) => {
        const { pathname, searchParams } = new URL(request.url ?? '', service.url)
        if (!pathname.startsWith('/v3/projects')) return intercept(request, response)
        if (projects === 'for administrators') refuse(response, 403, 'Not for you')
        else {
          const named = projects.filter(({ name }) => name === searchParams.get('name'))
          const project = projects.find(({ id }) => pathname.endsWith(`/${id}`))
          if (pathname === '/v3/projects') response.end(JSON.stringify({ projects: named }))
          else if (project) response.end(JSON.stringify({ project }))
          else refuse(response, 404, 'No such project')
        }
        return true
      }
    })

    const add = (project: string) =>
      runCommand(['image', 'member', 'add', 'debian', project], {
        environment: { OS_AUTH_URL: service.url, OS_USERNAME: 'demo', OS_PASSWORD: 's3cret' },
      })

    it.each(['lab', ID])('takes the id or the name: %s', async (project) => {
      expect(await add(project)).toMatchObject({ exitCode: 0, stderr: '' })
      expect(asked).toEqual([['POST', '/members', { member: ID }]])
    })

    it.each([
      ['unknown', /no project with the id or name 'unknown'/],
      ['twice', /2 projects are named 'twice', so use an id:\nproject-1\nproject-2\n/],
    ])('refuses what means no single project: %s', async (project, says) => {
      expect(await add(project)).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(says) })
      expect(asked).toEqual([])
    })

    it.each([ID, '9C2E1A7D-4b8f-4c0e-8a5d-3f6b7c8d9e0f'])('takes an id that it may not look up: %s', async (id) => {
      projects = 'for administrators'
      expect(await add(id)).toMatchObject({ exitCode: 0, stderr: '' })
      expect(asked).toEqual([['POST', '/members', { member: id }]])
    })

    it('wants an id where it may not look a name up', async () => {
      projects = 'for administrators'
      const { exitCode, stderr } = await add('lab')
      expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/'lab' is no id: give the id of the project/)])
      expect(asked).toEqual([])
    })
  })

  it('list names the projects', async () => {
    const { stdout } = await member('list', 'image-1')
    expect(stdout.split('\n').map((line) => line.split(/ +/))).toEqual([
      ['member_id', 'status', 'updated_at'],
      ['project-a', 'pending', '2026-03-01T10:12:40Z'],
      ['project-b', 'accepted', '2026-03-01T10:12:40Z'],
      [''],
    ])
  })

  it('list and show print JSON as the server has it', async () => {
    expect(JSON.parse((await member('list', 'image-1', '-f', 'json')).stdout)).toEqual(members)
    expect(JSON.parse((await member('show', 'image-1', 'project-a', '-f', 'json')).stdout)).toEqual(members[0])
    expect(asked).toEqual([
      ['GET', '/members'],
      ['GET', '/members/project-a'],
    ])
  })

  it.each([
    ['--accept', 'accepted'],
    ['--reject', 'rejected'],
    ['--pending', 'pending'],
  ])('set %s makes a project %s', async (flag, status) => {
    const { exitCode, stderr } = await member('set', 'image-1', 'project-b', flag)
    expect([exitCode, stderr]).toEqual([0, ''])
    expect(asked).toEqual([['PUT', '/members/project-b', { status }]])
  })

  it('set answers for the own project, which sees only itself, and finds what it has not accepted yet', async () => {
    members = [memberOf('project-b')]
    expect(await member('set', 'debian', '--accept')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(service.requests).toContain('GET /v2/images?member_status=all&name=debian&os_hidden=false')
    expect(asked).toEqual([
      ['GET', '/members'],
      ['PUT', '/members/project-b', { status: 'accepted' }],
    ])
  })

  it('set wants to know which project, where several could be meant', async () => {
    const { exitCode, stderr } = await member('set', 'image-1', '--accept')
    expect([exitCode, stderr]).toEqual([1, 'vitrine: Image image-1 is shared with several projects, so name one\n'])
    members = []
    expect(await member('set', 'image-1', '--accept')).toMatchObject({
      exitCode: 1,
      stderr: 'vitrine: Image image-1 is shared with no project\n',
    })
  })

  it('remove ends sharing', async () => {
    expect(await member('remove', 'debian', 'a/b')).toEqual({ exitCode: 0, stdout: '', stderr: '' })
    expect(asked).toEqual([['DELETE', '/members/a%2Fb']])
  })

  it('says why the server refused', async () => {
    service.intercept = (request, response) => {
      if (request.method === 'POST') refuse(response, 409, 'Shared already')
      return request.method === 'POST'
    }
    const { exitCode, stderr } = await member('add', 'image-1', 'project-a')
    expect([exitCode, stderr]).toEqual([1, 'vitrine: 409 Refused: Shared already (request req-1)\n'])
  })
})
