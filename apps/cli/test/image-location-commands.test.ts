import type { IncomingMessage } from 'node:http'
import { beforeEach, describe, expect, it } from 'vitest'
import { type ImageService, type StubImage, startImageService } from './image-service.ts'
import { type Outcome, runCommand } from './terminal.ts'

const A = { url: 'http://a', metadata: { store: 'http' } }
const B = { url: 'http://b', metadata: { region: 'north', store: 'http' } }

let service: ImageService
/** What was sent to change something, and where. */
let sent: unknown[]
beforeEach(async () => {
  service = await startImageService()
  sent = []
  service.intercept = (request, response) => {
    const isList = request.url?.endsWith('/locations') && request.method === 'GET'
    if (isList) response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify([A]))
    else if (request.method === 'GET') return false
    else
      void read(request).then((body) => {
        sent.push([request.method, request.url, body])
        const image = service.images.get(request.url?.split('/')[3] ?? '')
        if (request.method === 'POST') response.writeHead(202).end()
        else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(image))
      })
    return true
  }
})

async function read(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return JSON.parse(Buffer.concat(chunks).toString())
}

const location = (...words: string[]): Promise<Outcome> =>
  runCommand(['image', 'location', ...words, '--url', service.url])
const shown = (given: Partial<StubImage> = {}) =>
  service.add({ id: 'image-1', name: 'debian', locations: [A, B], ...given })
const unseen = () => service.add({ id: 'image-1', name: 'debian' })
const HASH = ['--hash-algo', 'sha256', '--hash-value', 'ab']
const hash = { os_hash_algo: 'sha256', os_hash_value: 'ab' }

describe('image location add', () => {
  it('adds one more where locations are shown, with what is said of it', async () => {
    shown()
    const { exitCode, stdout } = await location(
      'add',
      'debian',
      'http://c',
      ...HASH,
      '--checksum',
      'cd',
      '--metadata',
      'x=y=z',
    )
    const value = { url: 'http://c', metadata: { x: 'y=z' }, validation_data: { ...hash, checksum: 'cd' } }
    expect(sent).toEqual([['PATCH', '/v2/images/image-1', [{ op: 'add', path: '/locations/-', value }]]])
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^name +debian$/m)])
  })

  it('leaves it to the server to look where they are not', async () => {
    unseen()
    expect((await location('add', 'debian', 'http://c')).exitCode).toBe(0)
    expect((await location('add', 'debian', 'http://c', ...HASH)).exitCode).toBe(0)
    expect(sent).toEqual([
      ['POST', '/v2/images/image-1/locations', { url: 'http://c' }],
      ['POST', '/v2/images/image-1/locations', { url: 'http://c', validation_data: hash }],
    ])
  })

  it('says what such a server does not take', async () => {
    unseen()
    const { exitCode, stderr } = await location('add', 'debian', 'http://c', '--metadata', 'x=y')
    expect([exitCode, stderr, sent]).toEqual([1, expect.stringContaining('shows no locations'), []])
  })

  it.each([[['--hash-algo', 'sha256']], [['--hash-value', 'ab']], [['--checksum', 'ab']]])(
    'wants a whole hash: %s',
    async (words) => {
      const { exitCode, stderr } = await location('add', 'debian', 'http://c', ...words)
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('--hash-value')])
    },
  )
})

describe('image location list', () => {
  it('prints what the image shows', async () => {
    shown()
    const { stdout } = await location('list', 'debian')
    expect(stdout).toBe('url       metadata\nhttp://a  {"store":"http"}\nhttp://b  {"region":"north","store":"http"}\n')
  })

  it('asks for what it does not show', async () => {
    unseen()
    expect(await location('list', 'debian', '-f', 'value', '-c', 'url')).toEqual({
      exitCode: 0,
      stdout: 'http://a\n',
      stderr: '',
    })
  })
})

describe('image location set', () => {
  it('replaces what is said of one', async () => {
    shown()
    expect((await location('set', 'debian', 'http://b', '--metadata', 'region=south')).exitCode).toBe(0)
    const value = [A, { url: 'http://b', metadata: { region: 'south' } }]
    expect(sent).toEqual([['PATCH', '/v2/images/image-1', [{ op: 'replace', path: '/locations', value }]]])
  })
})

describe('image location remove', () => {
  it('removes all of them, or says which is not there', async () => {
    shown()
    expect(await location('remove', 'debian', 'http://a', 'http://b')).toEqual({ exitCode: 0, stdout: '', stderr: '' })
    const items = [1, 0].map((position) => ({ op: 'remove', path: `/locations/${position}` }))
    expect(sent).toEqual([['PATCH', '/v2/images/image-1', items]])
    const { exitCode, stderr } = await location('remove', 'debian', 'http://c')
    expect([exitCode, stderr]).toEqual([1, 'vitrine: Image image-1 has no location http://c\n'])
  })
})
