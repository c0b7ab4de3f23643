import { compilePattern, Problem, type RemoteBody } from '@vitrine/core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ADMIN, aBody, anInput, MEMBER, OTHER, PATIENTLY, startTasks, type TaskService } from './tasks.ts'

const DATA = Buffer.from('machine image')
const UUID = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
const SECONDS = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
const MICROSECONDS = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/)
const HOURS_48 = 48 * 3600 * 1000

let service: TaskService
let fetched: string[] = []
let give: () => Promise<RemoteBody>
const giveData = async () => aBody([DATA.subarray(0, 5), DATA.subarray(5)], DATA.length)

beforeAll(async () => {
  service = await startTasks({
    quotas: { properties: 3, tags: 128 },
    sizeCap: 1000,
    source: {
      async check(url) {
        if (!url.startsWith('http://images.example/')) throw new Problem('urlRefused', 'The URL is refused')
      },
      fetch(url) {
        fetched.push(url)
        return give()
      },
    },
  })
})
afterAll(() => service.stop())
afterEach(() => {
  fetched = []
  give = giveData
})
give = giveData

describe('an import', () => {
  test('makes an image of the caller, fills it, and tells which', async () => {
    const created = await service.import({ name: 'debian', architecture: 'arm64', tags: ['a'] })
    const { id } = created.json
    expect(created.status).toBe(201)
    expect(created.headers.location).toBe(`${service.url}/v2/tasks/${id}`)
    expect(created.json).toStrictEqual({
      id: UUID,
      type: 'import',
      status: 'pending',
      owner: 'project-admin',
      input: anInput({ name: 'debian', architecture: 'arm64', tags: ['a'] }),
      result: null,
      message: '',
      request_id: created.headers['x-openstack-request-id'],
      user_id: 'admin',
      created_at: SECONDS,
      updated_at: SECONDS,
      expires_at: null,
      self: `/v2/tasks/${id}`,
      schema: '/v2/schemas/task',
    })
    const done = await service.ended(created)
    const { image_id } = done.result
    expect(done).toStrictEqual({
      ...created.json,
      image_id,
      status: 'success',
      result: { image_id: UUID },
      updated_at: SECONDS,
      expires_at: new Date(Date.parse(done.updated_at) + HOURS_48).toISOString().replace('.000', ''),
    })
    const image = await service.ask('GET', `/v2/images/${image_id}`)
    expect(image.json).toMatchObject({ name: 'debian', architecture: 'arm64', tags: ['a'], owner: 'project-admin' })
    expect(image.json).toMatchObject({ status: 'active', size: DATA.length, checksum: expect.any(String) })
    expect((await service.download(image_id, ADMIN)).body).toEqual(DATA)
    expect(fetched).toStrictEqual(['http://images.example/debian.raw'])
    await service.ask('DELETE', `/v2/images/${image_id}`)
  })

  test('is among the tasks of its image, with other times (C36)', async () => {
    const created = await service.import()
    const { result } = await service.ended(created)
    const { json } = await service.ask('GET', `/v2/images/${result.image_id}/tasks`)
    expect(json).toStrictEqual({
      tasks: [
        {
          id: created.json.id,
          type: 'import',
          status: 'success',
          owner: 'project-admin',
          expires_at: MICROSECONDS,
          created_at: MICROSECONDS,
          updated_at: MICROSECONDS,
          deleted_at: null,
          deleted: false,
          image_id: result.image_id,
          request_id: created.headers['x-openstack-request-id'],
          user_id: 'admin',
          input: anInput(),
          result,
          message: '',
        },
      ],
    })
    await service.ask('DELETE', `/v2/images/${result.image_id}`)
  })

  const broken = new Problem('sourceUnavailable', 'http://images.example broke off after 5 of 13 bytes')
  test.each<{ what: string; properties?: object; give?: () => Promise<RemoteBody>; says: RegExp; asks?: number }>([
    { what: 'is not given its data', give: () => Promise.reject(broken), says: /broke off/ },
    { what: 'breaks off', give: async () => aBody([DATA.subarray(0, 5), broken]), says: /broke off/ },
    { what: 'gets less than was declared', give: async () => aBody([DATA], 14), says: /14 bytes were declared/ },
    { what: 'gets too much', give: async () => aBody([Buffer.alloc(1001)]), says: /larger than the 1000 bytes/ },
    { what: 'is too large to begin', give: async () => aBody([], 1001), says: /more than the 1000/ },
    { what: 'has no formats', properties: { disk_format: null }, says: /Set disk_format/ },
    {
      what: 'is protected, and fails',
      properties: { protected: true },
      give: () => Promise.reject(broken),
      says: /broke/,
    },
    { what: 'has too many properties', properties: { a: '', b: '', c: '', d: '' }, says: /3 custom/, asks: 0 },
  ])(
    'that $what says why, and leaves nothing behind (S52, U1)',
    async ({ properties = {}, says, asks = 1, ...given }) => {
      if (given.give) give = given.give
      const failed = await service.ended(await service.import(properties))
      expect(failed).toMatchObject({ status: 'failure', message: expect.stringMatching(says), result: null })
      expect(fetched).toHaveLength(asks)
      expect(await service.imagesOf()).toStrictEqual([])
      expect(await service.filesOnDisk()).toStrictEqual([])
    },
  )

  test('does not touch the image whose id it wants', async () => {
    const { id } = await service.createImage({}, ADMIN)
    const failed = await service.ended(await service.import({ id }))
    expect(failed).toMatchObject({ status: 'failure', message: expect.stringContaining('already taken') })
    expect(failed).not.toHaveProperty('image_id')
    expect((await service.ask('GET', `/v2/images/${id}`)).json.status).toBe('queued')
    expect(fetched).toStrictEqual([])
    await service.ask('DELETE', `/v2/images/${id}`)
  })

  test('of an image that is deleted meanwhile fails', async () => {
    const { promise: hold, resolve: release } = Promise.withResolvers<void>()
    async function* pieces() {
      yield DATA.subarray(0, 5)
      await hold
      yield DATA.subarray(5)
    }
    give = async () => aBody(pieces(), DATA.length)
    const created = await service.import()
    await expect.poll(async () => JSON.stringify(await service.imagesOf()), PATIENTLY).toContain('saving')
    const [image] = (await service.imagesOf()) as Array<{ id: string }>
    expect((await service.ask('DELETE', `/v2/images/${image?.id}`)).status).toBe(204)
    release()
    expect(await service.ended(created)).toMatchObject({ status: 'failure', message: /was deleted/ as never })
    expect(await service.filesOnDisk()).toStrictEqual([])
  })

  test('never shows or logs what its URL hides (S29)', async () => {
    give = () => Promise.reject(new Problem('sourceUnavailable', 'Not found: http://images.example/x?key=s3cret'))
    const created = await service.import({}, { import_from: 'http://images.example/x?key=s3cret' })
    expect(created.status).toBe(201)
    const failed = await service.ended(created)
    expect(failed.message).toBe('Not found: http://images.example/x?***')
    expect(fetched).toStrictEqual(['http://images.example/x?key=s3cret'])
    expect(created.text + JSON.stringify([failed, service.logLines])).not.toContain('s3cret')
  })
})

describe('a task is refused', () => {
  const task = (input: unknown, type: unknown = 'import') => ({ type, input })
  test.each<[string, number, string | object | undefined]>([
    ['without a body', 400, undefined],
    ['with a body that is no JSON', 400, 'x'],
    ['that is a list', 400, '[]'],
    ['without a type', 400, { input: anInput() }],
    ['of an unknown type', 400, task(anInput(), 'export')],
    ['of a type that only the server makes', 400, task(anInput(), 'api_image_import')],
    ['of another such type', 400, task(anInput(), 'location_import')],
    ['without an input', 400, { type: 'import' }],
    ['with an input that is null', 400, task(null)],
    ['with an input that is text', 400, task('http://images.example/')],
    ['with an empty input', 400, task({})],
    ['without a URL', 400, task(anInput({}, { import_from: undefined }))],
    ['without a format', 400, task(anInput({}, { import_from_format: undefined }))],
    ['without an image', 400, task(anInput({}, { image_properties: undefined }))],
    ['with an image that is a list', 400, task(anInput({}, { image_properties: [] }))],
    ['with a format that is a number', 400, task(anInput({}, { import_from_format: 5 }))],
    ['with another name in it', 400, { ...task(anInput()), owner: 'me' }],
    ['with a wrong disk format', 400, task(anInput({ disk_format: 'nope' }))],
    ['with a property that is no text', 400, task(anInput({ colour: 5 }))],
    ['with a reserved property (S11)', 403, task(anInput({ os_glance_import_task: 'x' }))],
    ['with a status', 403, task(anInput({ status: 'active' }))],
    ['with a location', 403, task(anInput({ locations: [] }))],
    ['for a file (S20)', 400, task(anInput({}, { import_from: 'file:///etc/passwd' }))],
    ['for a URL that is never fetched (S26)', 400, task(anInput({}, { import_from: 'http://127.0.0.1/' }))],
  ])('%s', async (_, status, body) => {
    const answer = await service.ask('POST', '/v2/tasks', ADMIN, body)
    expect([answer.status, answer.text]).toStrictEqual([status, expect.stringMatching(/"message"/)])
    expect(fetched).toStrictEqual([])
  })
})

describe('tasks', () => {
  let ids: string[]
  beforeAll(async () => {
    ids = []
    give = () => Promise.reject(new Problem('sourceUnavailable', 'No answer'))
    for (let count = 0; count < 3; count++) ids.unshift((await service.ended(await service.import())).id)
  })
  const listed = async (query: string) => {
    const { status, json } = await service.ask('GET', `/v2/tasks?${query}`)
    return status === 200 ? json.tasks.map(({ id }: { id: string }) => id) : status
  }

  test('are listed newest first, without what was asked and what came of it', async () => {
    const { json } = await service.ask('GET', '/v2/tasks?limit=1')
    expect(json).toStrictEqual({
      tasks: [
        {
          id: ids[0],
          type: 'import',
          status: 'failure',
          owner: 'project-admin',
          created_at: SECONDS,
          updated_at: SECONDS,
          expires_at: SECONDS,
          self: `/v2/tasks/${ids[0]}`,
          schema: '/v2/schemas/task',
        },
      ],
      first: '/v2/tasks?limit=1',
      next: `/v2/tasks?limit=1&marker=${ids[0]}`,
      schema: '/v2/schemas/tasks',
    })
    expect((await service.ask('GET', json.next)).json.tasks).toMatchObject([{ id: ids[1] }])
  })

  test('are found by what is asked for, and whatever else is asked means nothing', async () => {
    expect((await listed('status=failure&type=import&owner=project-admin&sort=x&colour=red')).slice(0, 3)).toEqual(ids)
    expect(await listed('owner=project-other')).toStrictEqual([])
    expect(await listed('status=pending')).toStrictEqual([])
    expect(await listed('limit=0')).toStrictEqual([])
    expect((await listed('sort_key=created_at&sort_dir=asc')).slice(-3)).toStrictEqual(ids.toReversed())
    expect(await listed(`sort_key=created_at&sort_dir=asc&marker=${ids[1]}`)).toStrictEqual([ids[0]])
  })

  test.each([
    'limit=-1',
    'limit=x',
    'marker=x',
    'marker=3d9a1f52-0c7b-4e6f-8a21-5b4c3d2e1f00',
    'sort_key=input',
    'sort_key=',
    'sort_dir=up',
    'type=api_image_import',
    'status=active',
  ])('are not listed for %s', async (query) => {
    expect(await listed(query)).toBe(400)
  })

  test('take no notice of a body', async () => {
    expect((await service.ask('GET', '/v2/tasks?limit=0', ADMIN, 'x')).status).toBe(200)
    expect((await service.ask('GET', `/v2/tasks/${ids[0]}`, ADMIN, 'x')).status).toBe(200)
  })

  test('that are unknown are 404', async () => {
    for (const id of ['x', '3d9a1f52-0c7b-4e6f-8a21-5b4c3d2e1f00']) {
      expect((await service.ask('GET', `/v2/tasks/${id}`)).status).toBe(404)
    }
  })

  test('are not deleted, nor is it said that they could be (C31)', async () => {
    for (const [method, path, allow] of [
      ['DELETE', `/v2/tasks/${ids[0]}`, 'GET'],
      ['DELETE', '/v2/tasks/x', 'GET'],
      ['PATCH', `/v2/tasks/${ids[0]}`, 'GET'],
      ['PUT', '/v2/tasks', 'GET, POST'],
    ] as const) {
      const { status, headers } = await service.ask(method, path)
      expect([status, headers.allow]).toStrictEqual([405, allow])
    }
    expect((await service.ask('GET', `/v2/tasks/${ids[0]}`)).status).toBe(200)
  })
})

describe('the tasks of an image', () => {
  test('are there for who sees the image, and only those of the own project', async () => {
    const { result } = await service.ended(await service.import({ visibility: 'public' }))
    const path = `/v2/images/${result.image_id}/tasks`
    expect((await service.ask('GET', path)).json.tasks).toHaveLength(1)
    expect((await service.ask('GET', path, MEMBER)).json).toStrictEqual({ tasks: [] })
    await service.ask('DELETE', `/v2/images/${result.image_id}`)
    expect((await service.ask('GET', path)).status).toBe(404)
  })

  test('of one without any are none', async () => {
    const { id } = await service.createImage({}, MEMBER)
    expect((await service.ask('GET', `/v2/images/${id}/tasks`, MEMBER)).json).toStrictEqual({ tasks: [] })
    expect((await service.ask('GET', `/v2/images/${id}/tasks`, OTHER)).status).toBe(404)
    expect((await service.ask('GET', `/v2/images/${id}/tasks`, MEMBER, '{}')).status).toBe(400)
  })

  test('are read by GET only (C22)', async () => {
    const { id } = await service.createImage({}, MEMBER)
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'HEAD']) {
      const { status, headers } = await service.ask(method, `/v2/images/${id}/tasks`, MEMBER)
      expect([status, headers.allow]).toStrictEqual([405, 'GET'])
    }
  })
})

describe('an import by a member whom an operator lets in (S10, S12)', () => {
  const nobody = { kind: 'never' } as const
  const section = { pattern: compilePattern('^licence_'), create: nobody, read: nobody, update: nobody, delete: nobody }
  let service: TaskService
  beforeAll(async () => {
    const rules = { tasks_api_access: 'role:member' }
    service = await startTasks({ rules, propertySections: [section], source: { fetch: giveData } })
  })
  afterAll(() => service.stop())
  const attempt = async (properties: object) =>
    service.ended(
      await service.ask('POST', '/v2/tasks', MEMBER, { type: 'import', input: anInput(properties) }),
      MEMBER,
    )

  test.each([
    ['make an image public', { visibility: 'public' }, /'publicize_image'/],
    ['give it to another project', { owner: 'project-other' }, /'owner'/],
    ['set a property that is protected', { licence_key: 'x' }, /'licence_key'/],
  ])('cannot %s', async (_, properties, says) => {
    expect(await attempt(properties)).toMatchObject({ status: 'failure', message: expect.stringMatching(says) })
    expect(await service.imagesOf(MEMBER)).toStrictEqual([])
  })

  test('makes an image of their project, and others see nothing of it', async () => {
    const { id, result } = await attempt({})
    expect(await service.imagesOf(MEMBER)).toMatchObject([{ id: result.image_id, owner: 'project-member' }])
    expect((await service.ask('GET', `/v2/tasks/${id}`, OTHER)).status).toBe(404)
    expect((await service.ask('GET', '/v2/tasks', OTHER)).json.tasks).toStrictEqual([])
    expect((await service.ask('GET', `/v2/tasks?marker=${id}`, OTHER)).status).toBe(400)
    expect((await service.ask('GET', '/v2/tasks?owner=project-member', OTHER)).json.tasks).toStrictEqual([])
    expect((await service.ask('GET', '/v2/tasks')).json.tasks).toHaveLength(4)
  })
})
