import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createTarget } from './target.ts'
import { discoverUForge } from './uforge-discovery.ts'
import { documentOf } from './uforge-documents.ts'

const ANN = { name: 'ann', password: 'p' }
const CREDENTIALS = 'Basic YW5uOnA='

const status = documentOf('UForgeServiceStatus', { alive: true, version: '3.8.13' })
const user = documentOf('UForgeUser', {
  created: '2026-03-01T09:30:00Z',
  loginName: 'ann',
  active: true,
  admin: true,
  uri: 'users/ann',
})

/** A server of UForge that lets in whom `admits` says, by their credentials. */
const served =
  (admits: (credentials: string | undefined) => boolean): RequestListener =>
  ({ url, headers }, response) => {
    const [code, document] = url === '/api/status' ? [200, status] : [admits(headers.authorization) ? 200 : 401, user]
    response.writeHead(code, document.headers).end(document.body)
  }

const discover = async (listener: RequestListener, account: typeof ANN | undefined) => {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const target = createTarget({ url, token: undefined, timeout: 5000 })
  try {
    return await discoverUForge(target, account)
  } finally {
    target.close()
    server.closeAllConnections()
    server.close()
  }
}

describe('discoverUForge', () => {
  it('finds a server that takes name and password', async () => {
    const found = await discover(
      served((credentials) => credentials === CREDENTIALS),
      ANN,
    )
    expect(found).toEqual({
      servesUForge: true,
      noUForgeAccount: undefined,
      tellsAccountsApart: true,
      administersUForge: true,
    })
  })

  it('needs nobody in particular where all are let in', async () => {
    const found = await discover(
      served(() => true),
      undefined,
    )
    expect(found).toMatchObject({ noUForgeAccount: undefined, tellsAccountsApart: false })
  })

  it('says why nobody can call, without the password', async () => {
    const closed = served(() => false)
    expect(await discover(closed, undefined)).toMatchObject({ noUForgeAccount: expect.stringContaining('--os-cloud') })
    const refused = await discover(closed, ANN)
    expect(refused).toMatchObject({
      noUForgeAccount: "UForge answers 'ann' 401 Unauthorized",
      administersUForge: false,
    })
  })

  it.each([
    ['another status', 404, '<a/>'],
    ['the versions of an Image service', 300, '{"versions":[]}'],
    ['a page', 200, '<html></html>'],
  ])('finds no UForge in %s', async (_, code, body) => {
    const found = await discover((_request, response) => response.writeHead(code).end(body), ANN)
    expect(found.servesUForge).toBe(false)
  })
})
