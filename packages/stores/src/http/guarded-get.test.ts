import type { RequestListener } from 'node:http'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSource, expectNoConnections, namesOf, signal, textOf } from '../../test/fetching.ts'
import { startWebServer, type WebServer } from '../../test/web-server.ts'
import { createHttpSource } from './http-source.ts'

const PUBLIC = '93.184.215.14'

let answer: RequestListener
let server: WebServer
beforeEach(async () => {
  answer = (_, response) => response.end('image')
  server = await startWebServer((request, response) => answer(request, response))
})
afterEach(() => server.close())

const allowed = () => ({ allow: [`127.0.0.1:${server.port}`] })

const redirectTo =
  (location: string): RequestListener =>
  (_, response) =>
    response.writeHead(302, { Location: location }).end()

async function fetchText(url: string, source = createSource(allowed()), until = signal): Promise<string> {
  const { bytes } = await source.fetch(url, { signal: until })
  return textOf(bytes)
}

const failureOf = (url: string, source = createSource(allowed()), until = signal) =>
  fetchText(url, source, until).then(
    () => expect.unreachable(),
    (error: unknown) => error as Error,
  )

describe('a server on this machine', () => {
  const LOCAL_NAMES = { 'rebound.example': '127.0.0.1', 'mapped.example': '::ffff:127.0.0.1' }
  const anyPort = () => createSource({ ports: [server.port], lookup: namesOf(LOCAL_NAMES) })

  test.each([
    { id: 'S20', url: 'file:///etc/passwd' },
    { id: 'S20', url: 'FILE://localhost/etc/passwd' },
    { id: 'S21', url: 'http://127.0.0.1:PORT/' },
    { id: 'S21', url: 'http://169.254.169.254/' },
    { id: 'S21', url: 'http://127.0.0.1:22/' },
    { id: 'S23', url: 'http://2130706433:PORT/' },
    { id: 'S23', url: 'http://0x7f000001:PORT/' },
    { id: 'S23', url: 'http://0177.0.0.1:PORT/' },
    { id: 'S23', url: 'http://127.1:PORT/' },
    { id: 'S23', url: 'http://127.0.0.1.:PORT/' },
    { id: 'S23', url: 'http://0.0.0.0:PORT/' },
    { id: 'S23', url: 'http://[::]:PORT/' },
    { id: 'S23', url: 'http://[::1]:PORT/' },
    { id: 'S23', url: 'http://[::ffff:127.0.0.1]:PORT/' },
    { id: 'S23', url: 'http://[64:ff9b::7f00:1]:PORT/' },
    { id: 'S23', url: 'http://rebound.example:PORT/' },
    { id: 'S23', url: 'http://mapped.example:PORT/' },
    { id: 'S27', url: 'http://ok.example@127.0.0.1:PORT/' },
    { id: 'S27', url: 'http://127.0.0.1:PORT\\@ok.example/' },
    { id: 'S27', url: 'http://127.0.0.1:PORT/#ok.example' },
    { id: 'S27', url: 'http://127.0.0.1:PORT/\r\nX: y' },
  ])('is not asked for $url ($id)', async ({ url: template }) => {
    const url = template.replace('PORT', String(server.port))
    const source = anyPort()
    await expect(source.check(url)).rejects.toMatchObject({ code: 'urlRefused' })
    await expect(source.size(url, { signal })).rejects.toMatchObject({ code: 'urlRefused' })
    await expect(source.fetch(url, { signal })).rejects.toMatchObject({ code: 'urlRefused' })
    await expect(source.open(url)).rejects.toMatchObject({ code: 'storeUnavailable' })
    expect(server.seen.connections).toBe(0)
  })

  test('is not asked as localhost, which the machine itself looks up (S21)', async () => {
    const source = createHttpSource({ allow: [], ports: [server.port], idleMs: 60_000 })
    await expect(source.fetch(`http://localhost:${server.port}/`, { signal })).rejects.toMatchObject({
      code: 'urlRefused',
    })
    expect(server.seen.connections).toBe(0)
  })

  test('is asked when its host and port are allowed', async () => {
    await createSource(allowed()).check(`${server.url}/a`)
    expect(server.seen.connections).toBe(0)
    expect(await fetchText(`${server.url}/a?b=c`)).toBe('image')
    expect(server.seen.paths).toStrictEqual(['/a?b=c'])
  })

  test('is told what is wanted, and nothing else', async () => {
    answer = ({ headers }, response) => response.end(JSON.stringify(headers))
    expect(JSON.parse(await fetchText(server.url))).toStrictEqual({
      host: `127.0.0.1:${server.port}`,
      connection: 'keep-alive',
      'user-agent': 'vitrine',
      accept: '*/*',
      'accept-encoding': 'identity',
    })
  })
})

describe('a name service that changes its mind', () => {
  function changing(...answers: string[]) {
    const asked: string[] = []
    const lookup = async (host: string) => {
      asked.push(host)
      return [{ address: answers[asked.length - 1] ?? '127.0.0.1', family: 4 }]
    }
    return { asked, lookup }
  }

  test('between check and fetch is not followed (S24)', async () => {
    const source = createSource({ ports: [server.port], lookup: changing(PUBLIC).lookup })
    const url = `http://rebinding.example:${server.port}/`
    await source.check(url)
    await expect(source.fetch(url, { signal })).rejects.toMatchObject({ code: 'urlRefused' })
    expect(server.seen.connections).toBe(0)
  })

  test('is asked once for each connection, which goes to that address (S24)', async () => {
    const { asked, lookup } = changing('127.0.0.1', '127.255.255.254')
    const source = createSource({ allow: [`rebinding.example:${server.port}`], lookup })
    expect(await fetchText(`http://rebinding.example:${server.port}/`, source)).toBe('image')
    expect(asked).toStrictEqual(['rebinding.example'])
  })

  test('is asked again for a redirect to the same host (S24)', async () => {
    const { asked, lookup } = changing('127.0.0.1', '127.0.0.1')
    answer = ({ url }, response) => (url === '/a' ? redirectTo('/b')({} as never, response) : response.end('image'))
    const source = createSource({ allow: [`rebinding.example:${server.port}`], lookup })
    expect(await fetchText(`http://rebinding.example:${server.port}/a`, source)).toBe('image')
    expect(asked).toHaveLength(2)
  })
})

describe('a redirect', () => {
  let inner: WebServer
  beforeEach(async () => {
    inner = await startWebServer((_, response) => response.end('secret'))
  })
  afterEach(() => inner.close())

  test.each([301, 302, 303, 307, 308])('of status %i is followed', async (status) => {
    answer = ({ url }, response) =>
      url === '/b' ? response.end('image') : response.writeHead(status, { Location: 'b' }).end('elsewhere')
    expect(await fetchText(`${server.url}/a`)).toBe('image')
  })

  test.each([
    'http://127.0.0.1:PORT/',
    '//127.0.0.1:PORT/',
    'http://2130706433:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http:\\\\127.0.0.1:PORT/',
    'http://ok.example@127.0.0.1:PORT/',
    'http://inside.example:PORT/',
    'https://127.0.0.1:PORT/',
  ])('into this machine is not followed: %s (S22)', async (location) => {
    answer = redirectTo(location.replace('PORT', String(inner.port)))
    const lookup = namesOf({ 'inside.example': '127.0.0.1' })
    const source = createSource({ ...allowed(), ports: [inner.port], lookup })
    expect(await failureOf(server.url, source)).toMatchObject({ code: 'sourceUnavailable' })
    expect(inner.seen.connections).toBe(0)
  })

  test('into this machine is not followed from a range either, nor for a size (S25)', async () => {
    answer = redirectTo(`${inner.url}/`)
    const source = createSource({ ...allowed(), ports: [inner.port] })
    await expect(source.open(server.url, { start: 0, end: 3 })).rejects.toMatchObject({ code: 'storeUnavailable' })
    await expect(source.size(server.url, { signal })).rejects.toMatchObject({ code: 'sourceUnavailable' })
    expect(inner.seen.connections).toBe(0)
  })

  test.each(['http://user:password@127.0.0.1:PORT/b', '/b#fragment'])(
    'to a URL that would be refused is not followed, whoever it leads to: %s (S27)',
    async (location) => {
      answer = redirectTo(location.replace('PORT', String(server.port)))
      expect(await failureOf(`${server.url}/a`)).toMatchObject({ code: 'sourceUnavailable' })
      expect(server.seen.paths).toStrictEqual(['/a'])
    },
  )

  test.each(['file:///etc/passwd', 'ftp://127.0.0.1/', 'data:,image'])(
    'to %s is not followed (S20)',
    async (location) => {
      answer = redirectTo(location)
      expect(await failureOf(server.url)).toMatchObject({ code: 'sourceUnavailable' })
    },
  )

  test('is followed five times', async () => {
    answer = ({ url }, response) => {
      const left = Number(url?.slice(1))
      if (left === 0) response.end('image')
      else response.writeHead(302, { Location: `/${left - 1}` }).end()
    }
    expect(await fetchText(`${server.url}/5`)).toBe('image')
    expect(await failureOf(`${server.url}/6`)).toMatchObject({
      code: 'sourceUnavailable',
      message: `${server.url} redirects more than 5 times`,
    })
  })

  test('without a place is no image', async () => {
    answer = (_, response) => response.writeHead(302).end('image')
    expect((await failureOf(server.url)).message).toBe(`${server.url} answers 302, not 200`)
  })

  test('leaves no connection behind', async () => {
    answer = ({ url }, response) => {
      if (url === '/b') response.end('image')
      else response.writeHead(302, { Location: '/b' }).write('an answer that does not end')
    }
    expect(await fetchText(`${server.url}/a`)).toBe('image')
    await expectNoConnections(server)
  })
})

describe('a failure', () => {
  test('reads the same whatever it is that cannot be reached (S32)', async () => {
    const host = `source.example:${server.port}`
    const url = `http://${host}/`
    const here = namesOf({ 'source.example': '127.0.0.1' })
    const reachable = { allow: [host], lookup: here }
    const failures: Error[] = []
    failures.push(await failureOf(url, createSource({ ports: [server.port] })))
    failures.push(await failureOf(url, createSource({ ports: [server.port], lookup: here })))
    answer = () => undefined
    failures.push(await failureOf(url, createSource({ ...reachable, idleMs: 100 })))
    failures.push(await failureOf(url, createSource(reachable), AbortSignal.any([signal, AbortSignal.timeout(100)])))
    answer = (_, response) => response.destroy()
    failures.push(await failureOf(url, createSource(reachable)))
    answer = (_, response) => response.socket?.end('SSH-2.0-OpenSSH_9.2\r\n')
    failures.push(await failureOf(url, createSource(reachable)))
    answer = redirectTo('http://10.0.0.1/')
    failures.push(await failureOf(url, createSource(reachable)))
    await server.close()
    failures.push(await failureOf(url, createSource(reachable)))
    server = await startWebServer(answer)
    expect(new Set(failures.map(({ message }) => message))).toStrictEqual(
      new Set([
        `http://${host} cannot be reached: no such host, no answer, or not allowed ` +
          '(an operator can allow it with fetch_allow)',
      ]),
    )
  })

  test.each<{ name: string; path: string; given: RequestListener }>([
    { name: 'a fragment', path: '#', given: (_, response) => response.end() },
    { name: 'a status', path: '', given: (_, response) => response.writeHead(403).end() },
    { name: 'silence', path: '', given: () => undefined },
    { name: 'a redirect', path: '', given: redirectTo('http://user:hunter2@10.0.0.1/?sig=hunter2') },
    { name: 'what is no HTTP', path: '', given: (_, response) => response.socket?.end('token hunter2') },
    {
      name: 'a body that breaks off',
      path: '',
      given: (_, response) => response.writeHead(200, { 'Content-Length': 9 }).write('x', () => response.destroy()),
    },
  ])('by $name tells no secret of the URL, nor what was received (S29)', async ({ path, given }) => {
    answer = given
    const failure = await failureOf(
      `${server.url}/hunter2?sig=hunter2${path}`,
      createSource({ ...allowed(), idleMs: 100 }),
    )
    expect(inspect(failure, { depth: 9, showHidden: true })).not.toContain('hunter2')
  })

  test('is what an answer becomes that is announced again and again, and never comes', async () => {
    answer = (_, response) => {
      const announcing = setInterval(() => response.writeProcessing(), 50)
      response.once('close', () => clearInterval(announcing))
    }
    const failure = await failureOf(server.url, createSource({ ...allowed(), connectMs: 1000, idleMs: 1000 }))
    expect(failure).toMatchObject({ code: 'sourceUnavailable' })
    await expectNoConnections(server)
  })

  test('by a password in the URL does not tell it (S29)', async () => {
    const failure = await failureOf(`http://admin:hunter2@127.0.0.1:${server.port}/`)
    expect(inspect(failure, { depth: 9, showHidden: true })).not.toContain('hunter2')
  })

  test.each<{ name: string; given: RequestListener }>([
    { name: 'before the first byte', given: (_, response) => response.writeHead(403).end() },
    { name: 'after some', given: (_, response) => response.write('short', () => response.destroy()) },
  ])('tells who reads an image nothing of where it lies: $name (S3)', async ({ given }) => {
    answer = given
    const read = async () => textOf(await createSource(allowed()).open(server.url))
    await expect(read()).rejects.toMatchObject({
      code: 'storeUnavailable',
      message: expect.not.stringContaining('127.0.0.1'),
    })
  })
})

describe('an abort', () => {
  test('ends the wait for an answer, with its reason', async () => {
    const abort = new AbortController()
    answer = () => abort.abort(new Error('stopping'))
    const fetched = createSource(allowed()).fetch(server.url, { signal: abort.signal })
    await expect(fetched).rejects.toThrow('stopping')
    await expectNoConnections(server)
  })

  test('that came before lets nothing begin', async () => {
    const fetched = createSource(allowed()).fetch(server.url, { signal: AbortSignal.abort(new Error('stopping')) })
    await expect(fetched).rejects.toThrow('stopping')
    expect(server.seen.connections).toBe(0)
  })
})
