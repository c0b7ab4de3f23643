import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Service, startService } from './service.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.stop())

const HEAD = 'GET /versions HTTP/1.1\r\nHost: localhost\r\n'

function properties(count: number, value: string): string {
  return Array.from({ length: count }, (_, number) => `x-image-meta-property-${number}: ${value}\r\n`).join('')
}

test.each([
  { name: 'a malformed request line', sent: 'nonsense\r\n\r\n', want: '400 Bad Request' },
  { name: 'a malformed header', sent: `${HEAD}no colon\r\n\r\n`, want: '400 Bad Request' },
  {
    name: 'a header that is too large (S56)',
    sent: `${HEAD}X-Large: ${'x'.repeat(64 * 1024)}\r\n\r\n`,
    want: '431 Request Header Fields Too Large',
  },
  {
    name: 'more properties than anybody has (S56)',
    sent: `${HEAD}${properties(1000, 'x')}\r\n`,
    want: '431 Request Header Fields Too Large',
  },
])('$name is refused with a sentence and a request id, and the connection ends', async ({ sent, want }) => {
  const socket = connect(service.port, '127.0.0.1')
  socket.write(sent)
  const [head = '', body] = (await text(socket)).split('\r\n\r\n')
  const [status, ...headers] = head.split('\r\n')
  expect(status).toBe(`HTTP/1.1 ${want}`)
  expect(headers).toContain('Content-Type: text/plain; charset=UTF-8')
  expect(headers).toContain(`Content-Length: ${Buffer.byteLength(body ?? '')}`)
  expect(headers).toContainEqual(expect.stringMatching(/^X-Openstack-Request-Id: req-[0-9a-f-]{36}$/))
  expect(body).toMatch(new RegExp(`^${want}\n\n.+\n$`))
  expect((await service.call('GET', '/versions')).status).toBe(200)
})

test('an image has room in headers for as many long properties as are allowed', async () => {
  const socket = connect(service.port, '127.0.0.1')
  socket.write(`${HEAD}${properties(128, 'x'.repeat(450))}Connection: close\r\n\r\n`)
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 /)
})

test('nothing is written into an answer that has begun', async () => {
  const large = Buffer.alloc(16 * 2 ** 20)
  const { id } = await service.createActiveImage(large)
  const socket = connect(service.port, '127.0.0.1')
  socket.write(`GET /v2/images/${id}/file HTTP/1.1\r\nHost: localhost\r\n\r\n`)
  const [start] = await once(socket, 'data')
  socket.pause()
  socket.write('nonsense\r\n\r\n')
  const rest = await text(socket).catch(() => '')
  expect(String(start)).toMatch(/^HTTP\/1\.1 200 /)
  expect(rest).not.toContain('HTTP/1.1')
})
