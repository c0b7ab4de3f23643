import { createHmac, createSecretKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { Problem } from '@vitrine/core'
import { describeIdentity } from '@vitrine/testkit'
import { type JWTPayload, SignJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CACHE_LIFE_MS, type ConnectedLocal, connectLocal, observed, TOKEN_LIFE_MS } from './connect-local.ts'

const REFUSED = { code: 'unauthenticated', message: 'The token is missing or not valid' }

let local: ConnectedLocal
beforeEach(async () => {
  local = await connectLocal()
})
afterEach(() => local.disconnect())

describe('local identity', () => {
  describeIdentity(async () => {
    const { identity, createMember, logIn, pass, disconnect } = await connectLocal()
    return {
      identity,
      async issueToken(scope) {
        const isScoped = scope !== 'unscoped'
        const member = await createMember(...(isScoped ? scope.roles : []))
        const token = await logIn(member, isScoped ? undefined : 'unscoped')
        return { token, userId: member.user.id, projectId: isScoped ? member.project.id : null }
      },
      revokeToken: (token) => identity.revoke(token),
      letAnswersAge: () => pass(CACHE_LIFE_MS + 1),
      letTokensExpire: () => pass(TOKEN_LIFE_MS),
      disconnect,
    }
  })
})

describe('a token', () => {
  test('is short, and made of letters that every header takes', async () => {
    const token = await local.logIn(await local.createMember('member'))
    expect(token).toMatch(/^[\w.-]{100,500}$/)
  })

  test('gives roles with those they imply, as Keystone sets them up', async () => {
    for (const [role, roles] of Object.entries({
      admin: ['admin', 'member', 'reader'],
      member: ['member', 'reader'],
      reader: ['reader'],
      service: ['service'],
    })) {
      const token = await local.logIn(await local.createMember(role))
      expect((await local.authenticate(token)).roles).toStrictEqual(roles)
    }
  })

  test('gives no role that does not exist any more', async () => {
    const member = await local.createMember('admin', 'member')
    await local.administration.deleteRole('reader')
    expect((await local.authenticate(await local.logIn(member))).roles).toStrictEqual(['admin', 'member'])
  })

  test('has the default domain on both sides', async () => {
    const member = await local.createMember('member')
    expect(await local.authenticate(await local.logIn(member))).toMatchObject({
      userDomainId: 'default',
      projectDomainId: 'default',
    })
    expect(await local.authenticate(await local.logIn(member, 'unscoped'))).toMatchObject({ projectDomainId: null })
  })

  test('is looked into: who, where, what, how, and how long', async () => {
    const member = await local.createMember('member')
    const issued = await local.identity.login({
      by: { method: 'password', user: { id: member.user.id }, password: member.password },
      scope: undefined,
    })
    const { token, ...facts } = issued
    expect(await local.identity.inspect(token)).toStrictEqual(facts)
    expect(facts).toMatchObject({
      user: { name: member.user.name },
      project: member.project,
      roles: [{ name: 'member' }, { name: 'reader' }],
      methods: ['password'],
      applicationCredentialId: undefined,
      issuedAt: local.now(),
      expiresAt: new Date(local.now().getTime() + TOKEN_LIFE_MS),
    })
    await expect(local.identity.inspect('swordfish')).rejects.toMatchObject(REFUSED)
  })

  test('counts at another server with the same directory and key', async () => {
    const token = await local.logIn(await local.createMember('member'))
    const credentials = { token, serviceToken: undefined }
    expect(await local.start().authenticate(credentials)).toStrictEqual(await local.authenticate(token))
  })
})

describe('a forged token is refused, in the same words:', () => {
  let claims: JWTPayload
  beforeEach(async () => {
    const token = await local.logIn(await local.createMember('admin'))
    claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  })

  const sign = (header: object, key: Parameters<SignJWT['sign']>[0], changes: Record<string, unknown> = {}) =>
    new SignJWT({ ...claims, ...changes }).setProtectedHeader({ alg: 'HS256', typ: TYPE, ...header }).sign(key)
  const TYPE = 'vitrine-token+jwt'

  test('not so when nothing is wrong with it', async () => {
    expect(await local.authenticate(await sign({}, local.key))).toMatchObject({ userId: claims.sub })
  })

  test.for<[string, () => Promise<string>]>([
    ['another key', () => sign({}, randomBytes(32))],
    ['another issuer', () => sign({}, local.key, { iss: 'another' })],
    ['no issuer', () => sign({}, local.key, { iss: undefined })],
    ['another use of the key', () => sign({ typ: 'JWT' }, local.key)],
    ['another algorithm with the same key', () => sign({ alg: 'HS512' }, Buffer.concat([local.key, local.key]))],
    ['an end that has come', () => sign({}, local.key, { exp: local.now().getTime() / 1000 })],
    ['no end', () => sign({}, local.key, { exp: undefined })],
    ['another user', () => sign({}, local.key, { sub: 'nobody' })],
    ['another project', () => sign({}, local.key, { project: 'none' })],
    ['no algorithm', async () => `${encode({ alg: 'none', typ: TYPE })}.${encode(claims)}.`],
    ['no algorithm, but a signature', async () => macOf({ alg: 'none', typ: TYPE })],
    ['an algorithm that does not exist', async () => macOf({ alg: 'hs256', typ: TYPE })],
    ['a public key of its own', () => sign({ alg: 'RS256' }, rsa().privateKey)],
    ['a key that it brings along', async () => macOf({ alg: 'HS256', typ: TYPE, jwk: ownKey() }, randomBytes(32))],
    ['an extension that nobody knows', async () => macOf({ alg: 'HS256', typ: TYPE, crit: ['x'], x: 1 })],
    ['more letters than tokens have', async () => `${await sign({}, local.key)}${' '.repeat(1_000)}`],
    ['claims that are no object', async () => macOf({ alg: 'HS256', typ: TYPE }, local.key, [])],
    ['claims in letters beyond ASCII', async () => macOfText({ alg: 'HS256', typ: TYPE }, 'é30')],
    ['claims that are no JSON', async () => macOfText({ alg: 'HS256', typ: TYPE }, 'e30e30')],
  ])('%s', async ([, forge]) => {
    await expect(local.authenticate(await forge())).rejects.toMatchObject(REFUSED)
  })

  test('any letter of it changed', async () => {
    const token = await sign({}, local.key)
    // The last letter has bits that mean nothing.
    for (let index = 0; index < token.length - 1; index++) {
      const other = token[index] === 'A' ? 'B' : 'A'
      const forged = token.slice(0, index) + other + token.slice(index + 1)
      await expect(local.authenticate(forged)).rejects.toMatchObject(REFUSED)
    }
  })

  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const macOf = (header: object, key: Uint8Array = local.key, payload: object = claims) =>
    macOfText(header, encode(payload), key)
  function macOfText(header: object, payload: string, key: Uint8Array = local.key): string {
    const text = `${encode(header)}.${payload}`
    return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
  }
  const ownKey = () => createSecretKey(randomBytes(32)).export({ format: 'jwk' })
  const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
})

describe('a token ends at the latest when answers have aged after', () => {
  test.for<[string, (member: Awaited<ReturnType<ConnectedLocal['createMember']>>) => Promise<unknown>]>([
    ['its user was disabled', ({ user }) => local.administration.setUser(user.id, { enabled: false })],
    ['its user was deleted', ({ user }) => local.administration.deleteUser(user.id)],
    ['its user has a new password', ({ user }) => local.administration.setUser(user.id, { password: 'new' })],
    ['its user cannot log in by password', ({ user }) => local.administration.setUser(user.id, { password: null })],
    ['its project was disabled', ({ project }) => local.administration.setProject(project.id, { enabled: false })],
    ['its project was deleted', ({ project }) => local.administration.deleteProject(project.id)],
    ['the only role was taken away', ({ user, project }) => revoke(user, project)],
    ['the only role was deleted', () => local.administration.deleteRole('member')],
  ])('%s', async ([, change]) => {
    const member = await local.createMember('member')
    const token = await local.logIn(member)
    await local.authenticate(token)
    local.pass(1)
    await change(member)
    local.pass(CACHE_LIFE_MS + 1)
    await expect(local.authenticate(token)).rejects.toMatchObject(REFUSED)
  })

  test('a user who was disabled and enabled again does not get old tokens back', async () => {
    const member = await local.createMember('member')
    const token = await local.logIn(member)
    local.pass(1)
    for (const enabled of [false, true]) await local.administration.setUser(member.user.id, { enabled })
    await expect(local.authenticate(token)).rejects.toMatchObject(REFUSED)
  })

  test('roles that change while it lasts are the ones that count', async () => {
    const { user, project, password } = await local.createMember('member')
    const token = await local.logIn({ user, password })
    await local.authenticate(token)
    await local.administration.grantRole({ user: user.id, project: project.id, role: 'service' })
    local.pass(CACHE_LIFE_MS + 1)
    expect((await local.authenticate(token)).roles).toStrictEqual(['member', 'reader', 'service'])
  })

  const revoke = (user: { id: string }, project: { id: string }) =>
    local.administration.revokeRole({ user: user.id, project: project.id, role: 'member' })
})

describe('the answers of the directory', () => {
  test('are asked for once by all who come at once, and not again while they last', async () => {
    const token = await local.logIn(await local.createMember('service'))
    const { directory, asked } = observed(local.directory)
    const identity = local.start({ directory })
    const ask = () => identity.authenticate({ token, serviceToken: undefined })
    await Promise.all(Array.from({ length: 100 }, ask))
    await ask()
    expect(asked.toSorted()).toStrictEqual(['findProject', 'findUser', 'isRevoked', 'rolesOf'])
    local.pass(CACHE_LIFE_MS + 1)
    await ask()
    expect(asked).toHaveLength(8)
  })

  test('are kept for so many tokens, and no more', async () => {
    const identity = local.start({ cacheSize: 2 })
    const member = await local.createMember('member')
    const tokens = [await local.logIn(member), await local.logIn(member), await local.logIn(member)]
    for (const token of tokens) await identity.authenticate({ token, serviceToken: undefined })
    const recognised = tokens.map((token) => identity.recognise({ token, serviceToken: undefined })?.userId)
    expect(recognised).toStrictEqual([undefined, member.user.id, member.user.id])
  })

  test('that did not come say nothing about the token', async () => {
    const token = await local.logIn(await local.createMember('member'))
    const failure = new Problem('storeUnavailable', 'The disk of the catalogue cannot be read')
    const find = vi.spyOn(local.directory, 'findUser').mockRejectedValueOnce(failure)
    await expect(local.authenticate(token)).rejects.toBe(failure)
    expect(await local.authenticate(token)).toMatchObject({ roles: ['member', 'reader'] })
    find.mockRestore()
  })
})

describe('a revoked token', () => {
  test('ends at once where it was revoked, and elsewhere when answers have aged', async () => {
    const token = await local.logIn(await local.createMember('member'))
    const elsewhere = local.start()
    await local.authenticate(token)
    await elsewhere.authenticate({ token, serviceToken: undefined })
    await local.identity.revoke(token)
    expect(local.recognise(token)).toBeUndefined()
    await expect(local.authenticate(token)).rejects.toMatchObject(REFUSED)
    await expect(local.identity.inspect(token)).rejects.toMatchObject(REFUSED)
    local.pass(CACHE_LIFE_MS + 1)
    await expect(elsewhere.authenticate({ token, serviceToken: undefined })).rejects.toMatchObject(REFUSED)
  })

  test('ends also for an answer that was on its way', async () => {
    const token = await local.logIn(await local.createMember('member'))
    const { directory, asked, hold } = observed(local.directory)
    const identity = local.start({ directory })
    const release = hold()
    const onItsWay = identity.authenticate({ token, serviceToken: undefined })
    await expect.poll(() => asked).toContain('isRevoked')
    const revoked = identity.revoke(token)
    release()
    await Promise.all([onItsWay, revoked])
    await expect(identity.authenticate({ token, serviceToken: undefined })).rejects.toMatchObject(REFUSED)
  })

  test('stays ended when it is revoked again, and others of its user go on', async () => {
    const member = await local.createMember('member')
    const [token, other] = [await local.logIn(member), await local.logIn(member)]
    await local.identity.revoke(token)
    await local.identity.revoke(token)
    await expect(local.authenticate(token)).rejects.toMatchObject(REFUSED)
    expect(await local.authenticate(other)).toMatchObject({ userId: member.user.id })
  })

  test('is forgotten when it has ended by itself', async () => {
    const member = await local.createMember('member')
    const [first, second] = [await local.logIn(member), await local.logIn(member)]
    const { auditId } = await local.identity.inspect(first)
    await local.identity.revoke(first)
    await local.identity.revoke(second)
    expect(await local.directory.isRevoked(auditId)).toBe(true)
    local.pass(3 * TOKEN_LIFE_MS)
    await local.identity.revoke(await local.logIn(member))
    expect(await local.directory.isRevoked(auditId)).toBe(false)
  })

  test('has to be one', async () => {
    await expect(local.identity.revoke('swordfish')).rejects.toMatchObject(REFUSED)
  })
})

test('projects of a user are the enabled ones', async () => {
  const { user, project } = await local.createMember('member')
  const disabled = await local.administration.createProject({ name: 'disabled', enabled: false })
  await local.administration.grantRole({ user: user.id, project: disabled.id, role: 'member' })
  expect(await local.identity.projectsOf(user.id)).toStrictEqual([project])
})

test('a key of another length is refused', () => {
  expect(() => local.start({ key: randomBytes(16) })).toThrow('The key of tokens has 32 bytes, and not 16')
})
