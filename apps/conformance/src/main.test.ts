import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentOf } from './uforge-documents.ts'

const ROOT = join(import.meta.dirname, '..')
const TOKEN = 'a-token-that-nobody-may-see'

let work: string
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'conformance-test-'))
})
afterAll(() => rm(work, { recursive: true, force: true }))

/** An environment that does not show that a test is what runs the app. */
const plainEnvironment = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([key]) => !/^(VITEST|NODE_ENV|NODE_OPTIONS|INIT_CWD|OS_|TEST|DEV|PROD|MODE)/.test(key),
    ),
  )

/** Runs the app as a person does. */
const run = (name: string, ...args: string[]) => {
  const command = ['--conditions=@vitrine/source', 'src/main.ts', '--report-dir', join(work, name), ...args]
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, command, { cwd: ROOT, env: plainEnvironment() }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr })
    })
  })
}

/** Starts the app, sends a signal once `ready` says so, and waits for the end. */
const runUntil = async (ready: () => boolean, name: string, ...args: string[]): Promise<number | null> => {
  const command = ['--conditions=@vitrine/source', 'src/main.ts', '--report-dir', join(work, name), ...args]
  const child = spawn(process.execPath, command, { cwd: ROOT, env: plainEnvironment(), stdio: 'ignore' })
  const ended = once(child, 'exit')
  const timer = setInterval(() => {
    if (ready()) {
      clearInterval(timer)
      child.kill('SIGINT')
    }
  }, 20)
  const [code] = await ended
  clearInterval(timer)
  return code
}

const withServer = async <T>(listener: RequestListener, use: (url: string) => Promise<T>): Promise<T> => {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const versionList = (host = '') => ({
  versions: [{ id: 'v2.0', status: 'CURRENT', links: [{ rel: 'self', href: `http://${host}/v2/` }] }],
})

/** Enough of a service to be asked for versions and schemas; `schemaName` is where it can be broken. */
const stub =
  (schemaName: string): RequestListener =>
  (request, response) => {
    const path = new URL(request.url ?? '', 'http://x').pathname
    const send = (status: number, body: unknown) => {
      response.writeHead(status, {
        'Content-Type': 'application/json',
        'X-Openstack-Request-Id': 'req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55',
      })
      response.end(JSON.stringify(body))
    }
    if (path === '/versions') return send(200, versionList(request.headers.host))
    if (path === '/v2/images' && request.method === 'GET')
      return send(200, { images: [], first: '/v2/images', schema: '/v2/schemas/images' })
    if (path === '/v2/images') return send(403, { message: 'no', code: '403 Forbidden', title: 'Forbidden' })
    if (path === '/v2/schemas/images')
      return send(200, {
        name: schemaName,
        properties: { images: { items: { name: 'image' } }, first: {}, next: {}, schema: {} },
        links: [],
      })
    return send(300, versionList(request.headers.host))
  }

describe('the exit code', { timeout: 60_000 }, () => {
  it('is 0 when the server does what is asked', async () => {
    const { code, stdout } = await withServer(stub('images'), (url) =>
      run('good', '--url', url, '--only', 'schemas.images', 'versions.list', '--token', TOKEN),
    )
    expect(stdout).toContain('The server conforms.')
    expect(code).toBe(0)
  })

  it('is 1 when the server fails a case, and the reports say which', async () => {
    const { code, stdout } = await withServer(stub('pictures'), (url) =>
      run('bad', '--url', url, '--only', 'schemas.images', 'versions.list', '--token', TOKEN),
    )
    expect(stdout).toContain('failed schemas.images')
    expect(code).toBe(1)
    const report = JSON.parse(await readFile(join(work, 'bad/report.json'), 'utf8'))
    expect(report.verdict).toBe('fails')
    expect(report.counts).toMatchObject({ failed: 1, passed: 1 })
    expect(await readFile(join(work, 'bad/junit.xml'), 'utf8')).toContain('<failure')
    expect(await readFile(join(work, 'bad/report.html'), 'utf8')).toContain('The server does not conform.')
  })

  it('is 2 when nothing listens', async () => {
    const closed = await withServer(stub('images'), async (url) => url)
    const { code, stderr } = await run('nobody', '--url', closed)
    expect(stderr).toContain('ECONNREFUSED')
    expect(code).toBe(2)
  })

  it('is 2 when what listens is no Image service', async () => {
    const { code, stderr } = await withServer(
      (_, response) => response.end('hello'),
      (url) => run('other', '--url', url),
    )
    expect(stderr).toContain('No verdict')
    expect(code).toBe(2)
  })

  it('is 2 when the second caller sees what is the first one’s alone', async () => {
    const image = '/v2/images/7b97f37c-899d-44e8-aaa0-543edbc4eaad'
    const open: RequestListener = (request, response) => {
      if (request.method !== 'POST' && request.url !== image) return stub('images')(request, response)
      response.writeHead(request.method === 'POST' ? 201 : 200, { 'Content-Type': 'application/json' })
      response.end(JSON.stringify({ id: image.split('/').at(-1) }))
    }
    const { code, stderr } = await withServer(open, (url) =>
      run('no-stranger', '--url', url, '--token', TOKEN, '--other-token', 'other'),
    )
    expect(stderr).toContain('the second caller is no stranger to the first')
    expect(code).toBe(2)
  })

  it('is 2 when no case is selected', async () => {
    const { code, stdout } = await withServer(stub('images'), (url) =>
      run('none', '--url', url, '--only', 'no-such-case'),
    )
    expect(stdout).toContain('no case is called no-such-case')
    expect(code).toBe(2)
  })

  it('is 2 for a flag that does not exist', async () => {
    const { code, stderr } = await run('flag', '--url', 'http://127.0.0.1:1', '--quickly')
    expect(stderr).toContain('--quickly')
    expect(code).toBe(2)
  })

  it('is 0 for help', async () => {
    const { code, stdout } = await run('help', '--help')
    expect(stdout).toContain('--profile')
    expect(code).toBe(0)
  })
})

describe('a server of UForge alone', { timeout: 60_000 }, () => {
  const status = documentOf('UForgeServiceStatus', { alive: true, version: '3.8.13' })
  const forge: RequestListener = ({ url }, response) => {
    if (url === '/api/status') response.writeHead(200, status.headers).end(status.body)
    else response.writeHead(401).end()
  }

  it('is judged by what it serves, and by that alone', async () => {
    const { code, stdout } = await withServer(forge, (url) =>
      run('forge', '--url', `${url}/api`, '--only', 'uforge.status.xml', 'uforge.user.links', 'schemas.images'),
    )
    expect(stdout).toContain('1 passed, 2 skipped')
    expect(stdout).toContain('1: needs a name and a password')
    expect(stdout).toContain('1: this server does not serve the Image API')
    expect(code).toBe(0)
  })
})

describe('an interrupted run', () => {
  it('removes what it made, and has no verdict', { timeout: 60_000 }, async () => {
    const images = new Set<string>()
    let made = 0
    const catalogue: RequestListener = (request, response) => {
      const [, id] = /^\/v2\/images\/([^/?]+)/.exec(request.url ?? '') ?? []
      if (request.method === 'POST' && request.url === '/v2/images') {
        made += 1
        const image = { id: `image-${made}` }
        images.add(image.id)
        response.writeHead(201, { 'Content-Type': 'application/json' }).end(JSON.stringify(image))
      } else if (request.method === 'DELETE' && id) {
        response.writeHead(images.delete(id) ? 204 : 404).end()
      } else if (id) setTimeout(() => response.writeHead(404).end(), 200)
      else stub('images')(request, response)
    }
    const code = await withServer(catalogue, (url) =>
      // The first image is that of the discovery.
      runUntil(() => made > 2 && images.size > 0, 'interrupted', '--url', url, '--only', 'image-update'),
    )
    expect(code).toBe(2)
    expect([...images]).toEqual([])
    const report = JSON.parse(await readFile(join(work, 'interrupted/report.json'), 'utf8'))
    expect(report).toMatchObject({ verdict: 'undecided', interrupted: true })
  })
})

describe('the reports', { timeout: 60_000 }, () => {
  it('hold no token', async () => {
    await withServer(stub('images'), (url) => run('secret', '--url', url, '--only', 'schemas', '--token', TOKEN))
    for (const file of ['report.json', 'report.html', 'junit.xml']) {
      const text = await readFile(join(work, 'secret', file), 'utf8')
      expect(text).not.toContain(TOKEN)
      if (file === 'report.json') expect(text).toContain('[redacted]')
    }
  })
})
