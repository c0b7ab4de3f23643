import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Administration } from '../src/local/index.ts'
import { type ConnectedLocal, connectLocal } from './connect-local.ts'

let local: ConnectedLocal
let administration: Administration
beforeEach(async () => {
  local = await connectLocal()
  administration = local.administration
})
afterEach(() => local.disconnect())

const logsIn = (name: string, password: string) =>
  local.identity.login({
    by: { method: 'password', user: { name, domain: { id: 'default' } }, password },
    scope: undefined,
  })

describe('a user', () => {
  test('is created, shown by name and by id, and listed, without a hash', async () => {
    const { id: defaultProjectId } = await administration.createProject({ name: 'lab' })
    const user = await administration.createUser({ name: 'ann', password: 'secret', defaultProject: 'lab' })
    expect(user).toStrictEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      name: 'ann',
      enabled: true,
      hasPassword: true,
      defaultProjectId,
      tokensValidFrom: local.now(),
    })
    for (const reference of ['ann', user.id]) expect(await administration.showUser(reference)).toStrictEqual(user)
    expect(await administration.listUsers()).toStrictEqual([user])
    expect(await logsIn('ann', 'secret')).toMatchObject({ user: { id: user.id } })
  })

  test('without password cannot log in by one, until there is one', async () => {
    expect(await administration.createUser({ name: 'ann', password: null })).toMatchObject({ hasPassword: false })
    await expect(logsIn('ann', '')).rejects.toMatchObject({ code: 'loginRefused' })
    expect(await administration.setUser('ann', { password: 'secret' })).toMatchObject({ hasPassword: true })
    expect(await logsIn('ann', 'secret')).toMatchObject({ user: { name: 'ann' } })
  })

  test('changes in what is said, and keeps the tokens when that is no reason to end them', async () => {
    const project = await administration.createProject({ name: 'lab' })
    const user = await administration.createUser({ name: 'ann', password: 'secret' })
    local.pass(1)
    const renamed = await administration.setUser('ann', { name: 'anna', defaultProject: 'lab' })
    expect(renamed).toStrictEqual({ ...user, name: 'anna', defaultProjectId: project.id })
    expect(await administration.setUser('anna', { defaultProject: null })).toStrictEqual({ ...user, name: 'anna' })
    expect(await logsIn('anna', 'secret')).toMatchObject({ user: { id: user.id } })
  })

  test.for([{ password: 'other' }, { password: null }, { enabled: false }])(
    'who is set %o loses the tokens given so far',
    async (changes) => {
      await administration.createUser({ name: 'ann', password: 'secret' })
      local.pass(1)
      expect(await administration.setUser('ann', changes)).toMatchObject({ tokensValidFrom: local.now() })
    },
  )

  test('may be enabled again', async () => {
    await administration.createUser({ name: 'ann', password: 'secret', enabled: false })
    await expect(logsIn('ann', 'secret')).rejects.toMatchObject({ code: 'loginRefused' })
    await administration.setUser('ann', { enabled: true })
    expect(await logsIn('ann', 'secret')).toMatchObject({ user: { name: 'ann' } })
  })

  test('is deleted', async () => {
    await administration.createUser({ name: 'ann', password: null })
    await administration.deleteUser('ann')
    expect(await administration.listUsers()).toStrictEqual([])
  })

  test('is the one with the id before the one with the name', async () => {
    const first = await administration.createUser({ name: 'first', password: null })
    await administration.createUser({ name: first.id, password: null })
    expect(await administration.showUser(first.id)).toStrictEqual(first)
  })
})

test('a project is created, shown, listed, changed and deleted', async () => {
  const project = await administration.createProject({ name: 'lab', description: 'For tests' })
  expect(project).toMatchObject({ name: 'lab', description: 'For tests', enabled: true })
  for (const reference of ['lab', project.id]) {
    expect(await administration.showProject(reference)).toStrictEqual(project)
  }
  const changed = await administration.setProject('lab', { name: 'den', enabled: false })
  expect(changed).toStrictEqual({ ...project, name: 'den', enabled: false })
  expect(await administration.listProjects()).toStrictEqual([changed])
  await administration.deleteProject('den')
  expect(await administration.listProjects()).toStrictEqual([])
})

describe('a role', () => {
  beforeEach(async () => {
    await administration.createUser({ name: 'ann', password: 'secret', enabled: true })
    await administration.createUser({ name: 'bob', password: null })
    for (const name of ['lab', 'den']) await administration.createProject({ name })
  })

  test('is granted, listed by names, and revoked', async () => {
    await administration.grantRole({ user: 'ann', project: 'lab', role: 'member' })
    await administration.grantRole({ user: 'ann', project: 'lab', role: 'member' })
    await administration.grantRole({ user: 'ann', project: 'den', role: 'reader' })
    await administration.grantRole({ user: 'bob', project: 'lab', role: 'reader' })
    expect(await administration.listGrants({})).toHaveLength(3)
    expect(await administration.listGrants({ user: 'ann', project: 'lab' })).toStrictEqual([
      { user: 'ann', project: 'lab', role: 'member' },
    ])
    expect(await administration.listGrants({ project: 'den' })).toStrictEqual([
      { user: 'ann', project: 'den', role: 'reader' },
    ])
    await administration.revokeRole({ user: 'ann', project: 'lab', role: 'member' })
    expect(await administration.listGrants({ user: 'ann' })).toStrictEqual([
      { user: 'ann', project: 'den', role: 'reader' },
    ])
  })

  test('is created, listed and deleted', async () => {
    await administration.createRole('auditor')
    await administration.grantRole({ user: 'ann', project: 'lab', role: 'auditor' })
    await administration.deleteRole('auditor')
    expect(await administration.listGrants({})).toStrictEqual([])
    const roles = await administration.listRoles()
    expect(roles.map(({ name }) => name)).toStrictEqual(['admin', 'member', 'reader', 'service'])
  })

  test('that the user does not have cannot be revoked', async () => {
    await expect(administration.revokeRole({ user: 'ann', project: 'lab', role: 'member' })).rejects.toMatchObject({
      code: 'identityNotFound',
      message: "User 'ann' does not have the role 'member' in project 'lab'",
    })
  })
})

describe('an application credential', () => {
  const wanted = { name: 'laptop', user: 'ann', project: 'lab' }
  beforeEach(async () => {
    await administration.createUser({ name: 'ann', password: null })
    await administration.createProject({ name: 'lab' })
    await administration.grantRole({ user: 'ann', project: 'lab', role: 'member' })
  })

  test('tells its secret once, and has all roles of its user', async () => {
    const { secret, ...credential } = await administration.createCredential(wanted)
    expect(credential).toMatchObject({ name: 'laptop', description: '', roles: ['member', 'reader'], expiresAt: null })
    expect(await administration.listCredentials('ann')).toStrictEqual([credential])
    const by = { method: 'application_credential', credential: { id: credential.id }, secret } as const
    expect(await local.identity.login({ by, scope: undefined })).toMatchObject({ project: { name: 'lab' } })
  })

  test('is deleted by id or by name', async () => {
    const { id } = await administration.createCredential(wanted)
    await administration.deleteCredential({ user: 'ann', credential: id })
    await administration.createCredential(wanted)
    await administration.deleteCredential({ user: 'ann', credential: 'laptop' })
    expect(await administration.listCredentials('ann')).toStrictEqual([])
  })

  test.for([
    [{ roles: ['admin'] }, "User 'ann' does not have the role 'admin' in project 'lab'"],
    [{ project: 'den' }, "User 'ann' has no role in project 'den'"],
    [{ expiresAt: new Date(0) }, "The credential 'laptop' would have ended already"],
    [{ name: '' }, 'The name of a credential is empty'],
  ] as const)('with %o is refused', async ([changes, message]) => {
    await administration.createProject({ name: 'den' })
    const refusal = administration.createCredential({ ...wanted, ...changes })
    await expect(refusal).rejects.toMatchObject({ code: 'attributeInvalid', message })
    expect(await administration.listCredentials('ann')).toStrictEqual([])
  })
})

describe('what does not exist is named', () => {
  test.for<[string, string, () => Promise<unknown>]>([
    ['user', 'nobody', () => administration.showUser('nobody')],
    ['user', 'nobody', () => administration.setUser('nobody', {})],
    ['user', 'nobody', () => administration.deleteUser('nobody')],
    ['project', 'nothing', () => administration.createUser({ name: 'x', password: null, defaultProject: 'nothing' })],
    ['project', 'nothing', () => administration.showProject('nothing')],
    ['project', 'nothing', () => administration.setProject('nothing', {})],
    ['project', 'nothing', () => administration.deleteProject('nothing')],
    ['role', 'none', () => administration.deleteRole('none')],
    ['role', 'none', () => administration.grantRole({ user: 'ann', project: 'lab', role: 'none' })],
    ['user', 'nobody', () => administration.listGrants({ user: 'nobody' })],
    ['user', 'nobody', () => administration.listCredentials('nobody')],
    ["credential of user 'ann'", 'none', () => administration.deleteCredential({ user: 'ann', credential: 'none' })],
  ])("no %s '%s'", async ([what, reference, ask]) => {
    await administration.createUser({ name: 'ann', password: null })
    await administration.createProject({ name: 'lab' })
    await expect(ask()).rejects.toMatchObject({
      code: 'identityNotFound',
      message: `There is no ${what} '${reference}'`,
    })
  })
})

describe('a name', () => {
  const kinds: [string, (name: string) => Promise<unknown>][] = [
    ['user', (name) => administration.createUser({ name, password: null })],
    ['project', (name) => administration.createProject({ name })],
    ['role', (name) => administration.createRole(name)],
  ]

  test.for(kinds)('of a %s that is taken, empty, too long or unreadable is refused', async ([what, create]) => {
    await create('taken')
    await expect(create('taken')).rejects.toMatchObject({
      code: 'nameTaken',
      message: `There is already a ${what} 'taken'`,
    })
    for (const [name, fault] of [
      ['', 'is empty'],
      [' \t', 'is empty'],
      ['x'.repeat(256), 'has at most 255 characters'],
      ['a\nb', 'has no control characters'],
    ] as const) {
      await expect(create(name)).rejects.toMatchObject({
        code: 'attributeInvalid',
        message: `The name of a ${what} ${fault}`,
      })
    }
  })

  test('cannot be changed to one that is refused', async () => {
    await administration.createUser({ name: 'ann', password: null })
    await administration.createProject({ name: 'lab' })
    await expect(administration.setUser('ann', { name: '' })).rejects.toMatchObject({ code: 'attributeInvalid' })
    await expect(administration.setProject('lab', { name: '' })).rejects.toMatchObject({ code: 'attributeInvalid' })
  })
})

test('a password is not empty', async () => {
  await expect(administration.createUser({ name: 'ann', password: '' })).rejects.toMatchObject({
    code: 'attributeInvalid',
    message: 'A password has at least one character',
  })
})
