import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findIdentity, IDENTITY_MOUNT, identityPath } from './identity.ts'
import { createTarget, type Target } from './target.ts'

let asked: string[] = []
let builtIn = true
const server = createServer((request, response) => {
  asked.push(request.url ?? '')
  response.writeHead(builtIn ? 200 : 404).end('{}')
})
let url: string
let target: Target
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  target = createTarget({ url, token: undefined, timeout: 5000 })
})
afterAll(() => {
  target.close()
  server.close()
})

const auth = { identity: { methods: ['password'] } }

describe('the identity service', () => {
  it.each(['http://identity.example:5000', 'http://identity.example:5000/v3', 'http://identity.example:5000/v3/'])(
    'of a cloud is where %s leads, without the version',
    async (authUrl) => {
      const found = await findIdentity(target, { authUrl, auth })
      expect(found).toEqual({ url: 'http://identity.example:5000', auth, isBuiltIn: false })
    },
  )

  it('of a cloud may be the one that is built in', async () => {
    const found = await findIdentity(target, { authUrl: `${url}/identity/v3`, auth })
    expect(found).toEqual({ url: `${url}/identity`, auth, isBuiltIn: true })
  })

  it('of a caller with a token is the one that is built in, if there is one', async () => {
    builtIn = true
    expect(await findIdentity(target, undefined)).toEqual({ url: `${url}/identity`, auth: undefined, isBuiltIn: true })
    builtIn = false
    expect(await findIdentity(target, undefined)).toBeUndefined()
  })

  it.each([
    { base: '', path: '/identity', want: '/' },
    { base: '', path: '/identity/', want: '/' },
    { base: '', path: identityPath('projects?name=x'), want: '/v3/projects?name=x' },
    { base: '/identity', path: '/identity', want: '/identity' },
    { base: '/cloud/identity/', path: identityPath('users'), want: '/cloud/identity/v3/users' },
  ])('is asked for $path of the spec at $want when it is mounted at $base', async ({ base, path, want }) => {
    asked = []
    const paths: string[] = []
    const identity = createTarget({
      url: url + base,
      mount: IDENTITY_MOUNT,
      token: undefined,
      timeout: 5000,
      onExchange: (exchange) => paths.push(exchange.path),
    })
    await identity.get(path)
    identity.close()
    expect(asked).toEqual([want])
    expect(paths).toEqual([path])
  })
})
