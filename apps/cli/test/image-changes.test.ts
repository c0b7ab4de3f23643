import { beforeEach, describe, expect, it } from 'vitest'
import { type ImageService, refuse, startImageService } from './image-service.ts'
import { type Outcome, runCommand } from './terminal.ts'

let service: ImageService
beforeEach(async () => {
  service = await startImageService()
})

const image = (...words: string[]): Promise<Outcome> => runCommand(['image', ...words, '--url', service.url])
const done = { exitCode: 0, stdout: '', stderr: '' }
const changes = () => service.requests.filter((request) => !request.startsWith('GET'))

describe('image tag', () => {
  it('adds tags to those that are there, by id or name', async () => {
    const added = service.add({ id: 'image-1', name: 'debian', tags: ['a'] })
    expect(await image('tag', 'add', 'debian', 'b', 'a', '🏷 c')).toEqual(done)
    expect(await image('tag', 'add', 'image-1', 'd')).toEqual(done)
    expect(added.tags.toSorted()).toEqual(['a', 'b', 'd', '🏷 c'])
    expect(changes()).toContain('PUT /v2/images/image-1/tags/b')
  })

  it('removes tags, and goes on after a failure', async () => {
    const added = service.add({ id: 'image-1', name: 'debian', tags: ['a', 'b', 'c'] })
    const { exitCode, stdout, stderr } = await image('tag', 'remove', 'debian', 'a', 'nothing', '..', 'b')
    expect([exitCode, stdout, added.tags]).toEqual([1, '', ['c']])
    expect(stderr.split('\n')).toEqual([
      'vitrine: nothing: 404 Refused: No tag nothing (request req-1)',
      "vitrine: ..: Not asked: no URL can name '..'",
      '',
    ])
  })
})

describe('image deactivate and activate', () => {
  it('take images out of use and put them back, and go on after a failure', async () => {
    const names = ['a', 'c']
    const added = names.map((name) => service.add({ name, status: 'active' }))
    const { id } = service.add({ name: 'b' })
    for (const [action, status] of [
      ['deactivate', 'deactivated'],
      ['activate', 'active'],
    ] as const) {
      const { exitCode, stdout, stderr } = await image(action, 'a', 'b', 'c')
      expect([exitCode, stdout]).toEqual([1, ''])
      expect(stderr).toBe(`vitrine: b: 403 Refused: Image ${id} is queued (request req-1)\n`)
      expect(added.map((one) => one.status)).toEqual([status, status])
    }
    expect(await image('deactivate', 'a')).toEqual(done)
  })
})

describe('image unset', () => {
  it('removes properties and tags in one change', async () => {
    const added = service.add({ id: 'image-1', name: 'debian', tags: ['a', 'b', 'c'], color: 'red', size_class: 'xl' })
    const { exitCode, stdout } = await image('unset', 'debian', '--property', 'color', '--tag', 'a', '--tag', 'c')
    expect([exitCode, added.tags, added.color, added.size_class]).toEqual([0, ['b'], undefined, 'xl'])
    expect(stdout).toMatch(/^tags +b$/m)
    expect(changes()).toEqual(['PATCH /v2/images/image-1'])
  })

  it('leaves tags alone when it is about properties', async () => {
    service.add({ id: 'image-1', tags: ['a'], color: 'red' })
    const bodies: unknown[] = []
    service.intercept = (request) => {
      if (request.method === 'PATCH') request.on('data', (chunk) => bodies.push(JSON.parse(chunk)))
      return false
    }
    expect((await image('unset', 'image-1', '--property', 'color')).exitCode).toBe(0)
    expect(bodies).toEqual([[{ op: 'remove', path: '/color' }]])
  })

  it('changes nothing when a tag is not there', async () => {
    service.add({ id: 'image-1', tags: ['a'], color: 'red' })
    const words = ['unset', 'image-1', '--property', 'color', '--tag', 'a', '--tag', 'x', '--tag', 'y']
    const { exitCode, stdout, stderr } = await image(...words)
    expect([exitCode, stdout, stderr]).toEqual([1, '', "vitrine: Image image-1 has no tag 'x', 'y'\n"])
    expect(changes()).toEqual([])
  })
})

describe('image set and create --owner', () => {
  const ID = '9c2e1a7d4b8f4c0e8a5d3f6b7c8d9e0f'
  const login = { OS_AUTH_URL: '', OS_USERNAME: 'admin', OS_PASSWORD: 's3cret' }
  beforeEach(() => {
    login.OS_AUTH_URL = service.url
    service.add({ id: 'image-1' })
    service.intercept = (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', service.url)
      if (!pathname.startsWith('/v3/projects')) return false
      if (pathname !== '/v3/projects') refuse(response, 404, 'No such project')
      else
        response.end(JSON.stringify({ projects: searchParams.get('name') === 'lab' ? [{ id: ID, name: 'lab' }] : [] }))
      return true
    }
  })

  it('take the name of a project where there is a login', async () => {
    for (const words of [
      ['set', 'image-1'],
      ['create', 'new'],
    ]) {
      const { exitCode } = await runCommand(['image', ...words, '--owner', 'lab'], { environment: login })
      expect(exitCode).toBe(0)
    }
    expect([...service.images.values()].map(({ owner }) => owner)).toEqual([ID, ID])
  })

  it('change nothing for a project that is not there', async () => {
    const { exitCode, stderr } = await runCommand(['image', 'set', 'image-1', '--owner', 'lib'], { environment: login })
    expect([exitCode, stderr]).toEqual([1, "vitrine: There is no project with the id or name 'lib'\n"])
    expect(changes()).toEqual(['POST /v3/auth/tokens'])
  })

  it('take an id without a login', async () => {
    expect((await image('set', 'image-1', '--owner', 'p')).exitCode).toBe(0)
    expect(service.images.get('image-1')?.owner).toBe('p')
  })
})
