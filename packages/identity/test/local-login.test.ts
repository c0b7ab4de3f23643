import type { LoginMethod, LoginRequest, Reference } from '@vitrine/core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createPasswords } from '../src/local/index.ts'
import { CACHE_LIFE_MS, CHEAP, type ConnectedLocal, connectLocal, TOKEN_LIFE_MS } from './connect-local.ts'

type Member = Awaited<ReturnType<ConnectedLocal['createMember']>>

const REFUSED = {
  code: 'loginRefused',
  message: 'The login was refused: check who logs in, the password or secret, and the project',
}
const UNSCOPED = { project: undefined, roles: [] }

let local: ConnectedLocal
let member: Member
beforeEach(async () => {
  local = await connectLocal()
  member = await local.createMember('member')
})
afterEach(() => local.disconnect())

const login = (by: LoginMethod, scope?: LoginRequest['scope']) => local.identity.login({ by, scope })
const byPassword = (user: Reference = member.user, password = member.password): LoginMethod => ({
  method: 'password',
  user,
  password,
})
const byToken = (token: string): LoginMethod => ({ method: 'token', token })

async function createCredential(changes: { roles?: string[]; expiresAt?: Date } = {}) {
  const { user, project } = member
  const wanted = { name: 'laptop', user: user.id, project: project.id, ...changes }
  const { id, secret } = await local.administration.createCredential(wanted)
  return { id, method: 'application_credential', credential: { id }, secret } as const
}

/** One more project in which the member has the role. */
async function createProject(role = 'member') {
  const project = await local.administration.createProject({ name: 'other' })
  await local.administration.grantRole({ user: member.user.id, project: project.id, role })
  return project
}

describe('a login by password', () => {
  test('names the user by id, or by name in the default domain', async () => {
    const { id, name } = member.user
    for (const user of [{ id }, { name, domain: { id: 'default' } }, { name, domain: { name: 'Default' } }]) {
      expect(await login(byPassword(user))).toMatchObject({ user: { id }, methods: ['password'] })
    }
  })

  test('names the project by id, or by name in the default domain', async () => {
    const { id, name } = await createProject()
    for (const project of [{ id }, { name, domain: { id: 'default' } }, { name, domain: { name: 'Default' } }]) {
      const { token } = await login(byPassword(), { project })
      expect(await local.authenticate(token)).toMatchObject({ projectId: id, roles: ['member', 'reader'] })
    }
  })

  test('is for the default project, unless it says otherwise', async () => {
    expect(await login(byPassword())).toMatchObject({ project: { id: member.project.id } })
    expect(await login(byPassword(), 'unscoped')).toMatchObject(UNSCOPED)
  })

  test('is for no project without a default that can be used', async () => {
    await local.administration.setProject(member.project.id, { enabled: false })
    expect(await login(byPassword())).toMatchObject(UNSCOPED)
    await local.administration.setUser(member.user.id, { defaultProject: null })
    expect(await login(byPassword())).toMatchObject(UNSCOPED)
  })

  test('counts although a hash of old cost is kept, which is renewed, and ends no token', async () => {
    const { id } = member.user
    const old = createPasswords({ cost: { ...CHEAP, timeCost: 2 } })
    await local.directory.updateUser(id, { passwordHash: await old.hash(member.password) })
    const { token } = await login(byPassword())
    const user = await local.directory.findUser({ id })
    expect(local.passwords.isOutdated(user?.passwordHash ?? '')).toBe(false)
    expect(await local.passwords.verify(user?.passwordHash, member.password)).toBe(true)
    expect(await local.authenticate(token)).toMatchObject({ userId: id })
  })

  test('that comes with an old hash does not undo a change of the password', async () => {
    const { id } = member.user
    const old = createPasswords({ cost: { ...CHEAP, timeCost: 2 } })
    await local.directory.updateUser(id, { passwordHash: await old.hash(member.password) })
    const changed = await local.passwords.hash('changed')
    vi.spyOn(local.passwords, 'hash').mockImplementationOnce(async () => {
      await local.directory.updateUser(id, { passwordHash: changed })
      return 'renewed'
    })
    await login(byPassword())
    expect(await local.directory.findUser({ id })).toMatchObject({ passwordHash: changed })
  })

  test('that was under way when the password changed gives a token that has ended', async () => {
    const { verify } = local.passwords
    vi.spyOn(local.passwords, 'verify').mockImplementationOnce(async (...args) => {
      const isRight = await verify(...args)
      local.pass(1)
      await local.administration.setUser(member.user.id, { password: 'changed' })
      local.pass(1)
      return isRight
    })
    const { token } = await login(byPassword())
    await expect(local.authenticate(token)).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})

describe('a login is refused in the same words:', () => {
  const project = { project: { name: 'other', domain: { id: 'default' } } }

  test.for<[string, () => unknown]>([
    ['a wrong password', () => login(byPassword(member.user, 'wrong'))],
    ['no password', () => login(byPassword(member.user, ''))],
    ['a password longer than any', () => login(byPassword(member.user, 'x'.repeat(5_000)))],
    ['an unknown user', () => login(byPassword({ id: 'nobody' }))],
    ['an unknown name', () => login(byPassword({ name: 'nobody', domain: { id: 'default' } }))],
    ['an unknown domain', () => login(byPassword({ name: member.user.name, domain: { id: 'Default' } }))],
    ['a disabled user', () => after({ enabled: false }, () => login(byPassword()))],
    ['a user without password', () => after({ password: null }, () => login(byPassword()))],
    ['an unknown project', () => login(byPassword(), { project: { id: 'nothing' } })],
    ['a project in an unknown domain', () => loginTo({ name: member.project.name, domain: { name: 'other' } })],
    ['a project without a role', () => afterwards(createForeignProject(), () => login(byPassword(), project))],
    ['a disabled project', () => afterwards(disableProject(), () => loginTo({ id: member.project.id }))],
    ['garbage for a token', () => login(byToken('swordfish'))],
    ['a token that was revoked', async () => withToken((token) => local.identity.revoke(token))],
    ['a token that has ended', async () => withToken(() => local.pass(TOKEN_LIFE_MS))],
    ['a token of a disabled user', async () => withToken(() => setUser({ enabled: false }))],
    ['an unknown credential', () => login(credentialOf({ id: 'nothing' }))],
    ['a credential of nobody', () => login(credentialOf({ name: 'laptop', user: { id: 'nobody' } }))],
    ['a wrong secret', () => withCredential((by) => login({ ...by, secret: 'wrong' }))],
    ['a credential of a disabled user', () => withCredential((by) => after({ enabled: false }, () => login(by)))],
  ])('%s', async ([, attempt]) => {
    await expect(attempt()).rejects.toMatchObject(REFUSED)
  })

  const loginTo = (project: Reference) => login(byPassword(), { project })
  const setUser = (changes: object) => local.administration.setUser(member.user.id, changes)
  const after = (changes: object, attempt: () => unknown) => afterwards(setUser(changes), attempt)
  const afterwards = async (change: Promise<unknown>, attempt: () => unknown) => change.then(attempt)
  const createForeignProject = () => local.administration.createProject({ name: 'other' })
  const disableProject = () => local.administration.setProject(member.project.id, { enabled: false })
  const credentialOf = (credential: { id: string } | { name: string; user: Reference }): LoginMethod => ({
    method: 'application_credential',
    credential,
    secret: 'secret',
  })
  const withCredential = async (attempt: (by: Awaited<ReturnType<typeof createCredential>>) => unknown) =>
    attempt(await createCredential())
  async function withToken(spoil: (token: string) => unknown) {
    const { token } = await login(byPassword())
    await local.authenticate(token)
    await spoil(token)
    return login(byToken(token))
  }
})

test('whoever logs in with whatever secret, one hash is made', async () => {
  const disabled = await local.createMember('member')
  await local.administration.setUser(disabled.user.id, { enabled: false })
  const attempts = [
    byPassword(),
    byPassword(member.user, 'wrong'),
    byPassword({ id: 'nobody' }),
    byPassword({ name: member.user.name, domain: { id: 'unknown' } }),
    byPassword(disabled.user, disabled.password),
    byPassword(disabled.user, 'wrong'),
    { method: 'application_credential', credential: { id: 'nothing' }, secret: 'wrong' } as const,
  ]
  const verify = vi.spyOn(local.passwords, 'verify')
  for (const attempt of attempts) await login(attempt).catch(() => undefined)
  expect(verify).toHaveBeenCalledTimes(attempts.length)
})

describe('a login by token', () => {
  test('gives one for another project, or for none, that ends when the old one does', async () => {
    const project = await createProject('admin')
    const first = await login(byPassword())
    local.pass(1_000)
    const second = await login(byToken(first.token), { project: { id: project.id } })
    expect(second).toMatchObject({
      user: { id: member.user.id },
      project: { id: project.id },
      roles: [{ name: 'admin' }, { name: 'member' }, { name: 'reader' }],
      methods: ['password', 'token'],
      issuedAt: local.now(),
      expiresAt: first.expiresAt,
    })
    expect(second.auditId).not.toBe(first.auditId)
    const third = await login(byToken(second.token), 'unscoped')
    expect(third).toMatchObject({ ...UNSCOPED, methods: ['password', 'token'], expiresAt: first.expiresAt })
    expect(await login(byToken(third.token))).toMatchObject({ project: { id: member.project.id } })
  })

  test('does not believe what was found out about the token a moment ago', async () => {
    const { token } = await login(byPassword())
    await local.authenticate(token)
    local.pass(1)
    await local.administration.setUser(member.user.id, { password: 'changed' })
    await expect(login(byToken(token))).rejects.toMatchObject(REFUSED)
  })
})

describe('a login by application credential', () => {
  test('is for the project of the credential, with its roles and what they imply', async () => {
    await local.administration.grantRole({ user: member.user.id, project: member.project.id, role: 'service' })
    const by = await createCredential({ roles: ['member'] })
    const issued = await login(by)
    expect(issued).toMatchObject({
      user: { id: member.user.id },
      project: { id: member.project.id },
      roles: [{ name: 'member' }, { name: 'reader' }],
      methods: ['application_credential'],
      applicationCredentialId: by.id,
    })
    expect((await local.authenticate(issued.token)).roles).toStrictEqual(['member', 'reader'])
    expect(issued.token.length).toBeLessThan(512)
  })

  test('may lend less than the user has', async () => {
    const { token } = await login(await createCredential({ roles: ['reader'] }))
    expect((await local.authenticate(token)).roles).toStrictEqual(['reader'])
  })

  test('names it by its user and name as well', async () => {
    const { secret } = await createCredential()
    const { name } = member.user
    for (const user of [{ id: member.user.id }, { name, domain: { id: 'default' } }]) {
      const credential = { name: 'laptop', user }
      const issued = await login({ method: 'application_credential', credential, secret })
      expect(issued.project).toStrictEqual(member.project)
    }
  })

  test('is for no other project, also when its token is exchanged, as often as one likes', async () => {
    const other = { project: { id: (await createProject()).id } }
    const own = { project: { id: member.project.id } }
    const by = await createCredential({ roles: ['reader'] })
    const first = await login(by, own)
    const second = await login(byToken(first.token))
    const third = await login(byToken(second.token), own)
    expect(third).toMatchObject({ applicationCredentialId: by.id, roles: [{ name: 'reader' }] })
    for (const method of [by, byToken(first.token), byToken(third.token)]) {
      await expect(login(method, other)).rejects.toMatchObject(REFUSED)
      await expect(login(method, 'unscoped')).rejects.toMatchObject(REFUSED)
    }
  })

  test('counts as long as the credential, and so do its tokens', async () => {
    const expiresAt = new Date(local.now().getTime() + 10_000)
    const by = await createCredential({ expiresAt })
    const { token, ...facts } = await login(by)
    expect(facts.expiresAt).toStrictEqual(expiresAt)
    local.pass(10_000)
    await expect(local.authenticate(token)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(login(by)).rejects.toMatchObject(REFUSED)
  })

  test.for<[string, () => Promise<unknown>]>([
    ['the credential', () => local.administration.deleteCredential({ user: member.user.id, credential: 'laptop' })],
    ['the role that it lends', () => local.administration.deleteRole('reader')],
    ['the user', () => local.administration.deleteUser(member.user.id)],
    ['the project', () => local.administration.deleteProject(member.project.id)],
  ])('ends with %s, and so do its tokens', async ([, end]) => {
    const by = await createCredential({ roles: ['reader'] })
    const { token } = await login(by)
    await local.authenticate(token)
    await end()
    local.pass(CACHE_LIFE_MS + 1)
    await expect(local.authenticate(token)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(login(by)).rejects.toMatchObject(REFUSED)
  })

  test('does not depend on the password, but its tokens end with it', async () => {
    const by = await createCredential()
    const { token } = await login(by)
    local.pass(1)
    await local.administration.setUser(member.user.id, { password: null })
    await expect(local.authenticate(token)).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(await login(by)).toMatchObject({ user: { id: member.user.id } })
  })
})
