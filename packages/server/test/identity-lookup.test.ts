import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type IdentityService, startIdentityService } from './identity-service.ts'

let service: IdentityService
let tokens: Record<CallerName | 'glance', string>
beforeAll(async () => {
  service = await startIdentityService()
  tokens = {
    admin: await service.tokenOf('admin', 'attic'),
    demo: await service.tokenOf('demo', 'kitchen'),
    unscoped: await service.tokenOf('demo', 'unscoped'),
    glance: await service.tokenOf('glance', 'service'),
  }
})
afterAll(() => service.stop())

const CALLERS = ['admin', 'demo', 'unscoped'] as const
type CallerName = (typeof CALLERS)[number]

const get = (caller: keyof typeof tokens, path: string) =>
  service.call('GET', `/identity/v3/${path}`, { headers: { 'X-Auth-Token': tokens[caller] } })

/** Names in a list answer, whose links are right. */
async function listed(caller: CallerName, path: string): Promise<string[]> {
  const { status, json } = await get(caller, path)
  expect(status).toBe(200)
  const { links, ...lists } = json
  expect(links).toStrictEqual({ self: `${service.url}/identity/v3/${path}`, previous: null, next: null })
  return Object.values(lists as Record<string, { name: string }[]>).flatMap((list) => list.map(({ name }) => name))
}

describe('a project', () => {
  const KITCHEN = () => ({
    id: 'id-of-kitchen',
    name: 'kitchen',
    domain_id: 'default',
    description: 'kitchen of old',
    enabled: true,
    parent_id: 'default',
    is_domain: false,
    tags: [],
    options: {},
    links: { self: `${service.url}/identity/v3/projects/id-of-kitchen` },
  })

  test.each(CALLERS)('is found by id and by name, whoever asks: %s', async (caller) => {
    expect((await get(caller, 'projects/id-of-kitchen')).json).toStrictEqual({ project: KITCHEN() })
    expect((await get(caller, 'projects?name=kitchen')).json.projects).toStrictEqual([KITCHEN()])
    expect(await listed(caller, 'projects?domain_id=default&name=attic')).toStrictEqual(['attic'])
  })

  test('of others is found as well, without saying what it is for', async () => {
    const { description, ...named } = KITCHEN()
    for (const path of ['projects/id-of-kitchen', 'projects?name=kitchen']) {
      const { project, projects } = (await get('glance', path)).json
      expect(project ?? projects[0]).toStrictEqual(named)
    }
  })

  test('is found although it is disabled, and says so', async () => {
    expect((await get('demo', 'projects?name=closed')).json.projects).toMatchObject([{ enabled: false }])
  })

  test('is nowhere else', async () => {
    for (const query of ['name=Kitchen', 'name=kitch', 'name=', 'name=kitchen&domain_id=x', 'name=id-of-kitchen']) {
      expect(await listed('admin', `projects?${query}`)).toStrictEqual([])
    }
    const { status, json } = await get('demo', 'projects/kitchen')
    expect(status).toBe(404)
    expect(json.error.message).toBe(`There is no project with id 'kitchen'`)
  })
})

describe('the list of projects', () => {
  test('has all for administrators, their own for others', async () => {
    expect(await listed('admin', 'projects')).toStrictEqual(['attic', 'cellar', 'closed', 'kitchen', 'service'])
    expect(await listed('demo', 'projects')).toStrictEqual(['cellar', 'kitchen'])
    expect(await listed('unscoped', 'projects')).toStrictEqual(['cellar', 'kitchen'])
    expect(await listed('admin', 'projects?domain_id=other')).toStrictEqual([])
  })

  test('of a user is for that user, and administrators', async () => {
    for (const caller of CALLERS) {
      expect(await listed(caller, 'users/id-of-demo/projects')).toStrictEqual(['cellar', 'kitchen'])
    }
    expect((await get('demo', 'users/id-of-other/projects')).status).toBe(403)
    expect((await get('demo', 'users/nobody/projects')).status).toBe(403)
    expect((await get('admin', 'users/nobody/projects')).status).toBe(404)
  })

  test('to log in to has only those of the caller', async () => {
    expect(await listed('admin', 'auth/projects')).toStrictEqual(['attic'])
    expect(await listed('unscoped', 'auth/projects')).toStrictEqual(['cellar', 'kitchen'])
  })
})

describe('a user', () => {
  const DEMO = () => ({
    id: 'id-of-demo',
    name: 'demo',
    domain_id: 'default',
    enabled: true,
    default_project_id: 'id-of-kitchen',
    password_expires_at: null,
    options: {},
    links: { self: `${service.url}/identity/v3/users/id-of-demo` },
  })

  test.each(CALLERS)('is found by id and by name, with no secret, by itself and administrators: %s', async (caller) => {
    expect((await get(caller, 'users/id-of-demo')).json).toStrictEqual({ user: DEMO() })
    expect((await get(caller, 'users?name=demo')).json.users).toStrictEqual([DEMO()])
    expect((await get(caller, 'users/id-of-other')).json.user).not.toHaveProperty('default_project_id')
  })

  test('is found by others as well, without its project', async () => {
    const { default_project_id, ...named } = DEMO()
    for (const path of ['users/id-of-demo', 'users?name=demo']) {
      const { user, users } = (await get('glance', path)).json
      expect(user ?? users[0]).toStrictEqual(named)
    }
  })

  test('is nowhere else', async () => {
    for (const query of ['name=Demo', 'name=', 'name=demo&domain_id=x']) {
      expect(await listed('admin', `users?${query}`)).toStrictEqual([])
    }
    expect((await get('demo', 'users/demo')).status).toBe(404)
  })

  test('is listed for administrators; others find themselves', async () => {
    expect(await listed('admin', 'users')).toStrictEqual(['admin', 'demo', 'glance', 'operator', 'other', 'retired'])
    expect(await listed('demo', 'users')).toStrictEqual(['demo'])
  })
})

describe('the domain', () => {
  test.each(CALLERS)('is found by id and by name, whoever asks: %s', async (caller) => {
    const domain = {
      id: 'default',
      name: 'Default',
      description: 'The default domain',
      enabled: true,
      tags: [],
      options: {},
      links: { self: `${service.url}/identity/v3/domains/default` },
    }
    expect((await get(caller, 'domains/default')).json).toStrictEqual({ domain })
    expect((await get(caller, 'domains')).json.domains).toStrictEqual([domain])
    expect(await listed(caller, 'domains?name=Default')).toStrictEqual(['Default'])
  })

  test('is the only one', async () => {
    expect(await listed('admin', 'domains?name=default')).toStrictEqual([])
    expect((await get('admin', 'domains/Default')).status).toBe(404)
  })
})

describe('whoever has no token', () => {
  test.each([
    'auth/catalog',
    'auth/projects',
    'projects',
    'projects?name=kitchen',
    'projects/id-of-kitchen',
    'users',
    'users/nobody',
    'users/id-of-demo/projects',
    'domains',
    'domains/nowhere',
  ])('learns nothing from %s', async (path) => {
    for (const headers of [{}, { 'X-Auth-Token': 'made-up' }, { 'X-Roles': 'admin', 'X-User-Id': 'id-of-admin' }]) {
      const { status, json } = await service.call('GET', `/identity/v3/${path}`, { headers })
      expect(status).toBe(401)
      expect(json.error.code).toBe(401)
    }
  })
})

describe('HEAD', () => {
  test.each([
    'auth/catalog',
    'auth/projects',
    'projects',
    'projects/id-of-kitchen',
    'users',
    'users/nobody',
    'domains',
  ])('of %s is GET without the body', async (path) => {
    const headers = { 'X-Auth-Token': tokens.demo }
    const got = await service.call('GET', `/identity/v3/${path}`, { headers })
    const { status, body } = await service.call('HEAD', `/identity/v3/${path}`, { headers })
    expect(status).toBe(got.status)
    expect(body).toHaveLength(0)
  })
})
