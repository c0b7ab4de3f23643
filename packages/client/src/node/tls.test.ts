import type { IncomingMessage } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { generate } from 'selfsigned'
import { beforeAll, describe, expect, it } from 'vitest'
import { readAll, sendJson } from '../../test/stub-server.ts'
import { createImageClient, createLogin, LoginError, type TlsOptions, TransferError } from '../index.ts'

const MIB = 1024 * 1024

let ca: string
let url: string
beforeAll(async () => {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }])
  ca = cert
  const server: Server = createServer({ cert, key }, async (request, response) => {
    const body = await readAll(request)
    if (request.url === '/v3/auth/tokens') sendJson(response, 201, { token: {} }, { 'x-subject-token': 'token' })
    else if (request.url === '/v1/images') sendJson(response, 201, { image: { id: '1', name: nameOf(request) } })
    else if (request.method === 'PUT') response.writeHead(body.length === 2 * MIB ? 204 : 400).end()
    else if (request.url?.endsWith('/file')) response.end('bytes')
    else sendJson(response, 200, { id: '1', echo: String(body) })
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  url = `https://localhost:${(server.address() as AddressInfo).port}`
  return () => {
    server.closeAllConnections()
    server.close()
  }
})

/** As the bytes that were sent. */
const nameOf = ({ headers }: IncomingMessage) => Buffer.from(String(headers['x-image-meta-name']), 'latin1').toString()

const login = (tls?: TlsOptions) => createLogin({ authUrl: url, user: { name: 'demo' }, password: 'demo', tls })

describe('a server with a certificate of its own', () => {
  for (const [how, options] of [
    ['is known', () => ({ ca })],
    ['does not matter', () => ({ rejectUnauthorized: false })],
  ] as const) {
    it(`is logged in to, asked, given data and read from when the certificate ${how}`, async () => {
      const tls = options()
      const { images, data, v1 } = createImageClient({ baseUrl: url, token: login(tls).token, tls })
      expect(await images.create({ name: 'ü' })).toMatchObject({ echo: '{"name":"ü"}' })
      await data.upload('1', Buffer.alloc(2 * MIB))
      const source = Buffer.alloc(2 * MIB)
      expect(await v1.images.create({ name: 'ü' }, { source })).toMatchObject({ name: 'ü' })
      expect(await v1.images.create({ name: 'ü' })).toMatchObject({ name: 'ü' })
      const download = await data.download('1', { verify: false })
      expect(String(await readAll(download?.body ?? []))).toBe('bytes')
    })
  }

  it('is not trusted otherwise', async () => {
    const { images, data } = createImageClient({ baseUrl: url, token: 'token' })
    await expect(login().token()).rejects.toThrow(LoginError)
    await expect(images.show('1')).rejects.toThrow(TransferError)
    await expect(data.upload('1', Buffer.alloc(1))).rejects.toThrow(TransferError)
    await expect(data.download('1', { verify: false })).rejects.toThrow(TransferError)
  })
})
