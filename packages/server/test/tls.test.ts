import { once } from 'node:events'
import { request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:tls'
import express from 'express'
import { generate } from 'selfsigned'
import { describe, expect, test } from 'vitest'
import { createHttpServer } from '../src/index.ts'
import { readAnswer } from './service.ts'

describe('a server with a certificate', () => {
  test('speaks TLS, nothing older than 1.2, and defers 100-continue as without', async () => {
    const pem = await generate([{ name: 'commonName', value: 'localhost' }])
    const certificate = { cert: Buffer.from(pem.cert), key: Buffer.from(pem.private) }
    const app = express().use((incoming, response) => response.end(`${incoming.protocol} ${incoming.path}`))
    const server = createHttpServer(app, certificate).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const trusting = { port, host: '127.0.0.1', servername: 'localhost', ca: pem.cert }

    const sent = request({ ...trusting, method: 'PUT', path: '/v2', headers: { Expect: '100-continue' }, agent: false })
    let continued = false
    sent.on('continue', () => {
      continued = true
    })
    sent.flushHeaders()
    const [response] = await once(sent, 'response')
    expect((await readAnswer(response)).text).toBe('https /v2')
    expect(continued).toBe(false)
    sent.destroy()

    const old = connect({ ...trusting, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' })
    const [refused] = await once(old, 'error')
    expect(String(refused)).toMatch(/protocol|version/i)
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
})
