import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { Agent, type IncomingMessage, type RequestOptions, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ConfigError, type RunningServer, serve } from '../src/index.ts'

let dataDir: string
let started: RunningServer[]
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'vitrine-serve-'))
  started = []
})
afterEach(async () => {
  for (const server of started) server.stop('end of test')
  await Promise.all(started.map(({ stopped }) => stopped))
  await rm(dataDir, { recursive: true })
})

async function start(flags: Record<string, string> = {}): Promise<RunningServer> {
  const defaults = { listen: '127.0.0.1:0', auth: 'none', data_dir: dataDir, log_level: 'silent', shutdown_grace: '20' }
  const server = await serve({ flags: { ...defaults, ...flags }, environment: {} })
  started.push(server)
  return server
}

function open({ url }: RunningServer, method: string, path: string, options: RequestOptions = {}) {
  const sent = request(new URL(path, url), { method, agent: false, ...options })
  sent.on('error', () => undefined)
  return sent
}

async function call(server: RunningServer, method: string, path: string, body?: string, options: RequestOptions = {}) {
  const sent = open(server, method, path, options)
  sent.end(body)
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  const content = await text(response)
  return { status: response.statusCode, json: () => JSON.parse(content) }
}

async function createImage(server: RunningServer): Promise<string> {
  const body = '{"disk_format": "raw", "container_format": "bare"}'
  return (await call(server, 'POST', '/v2/images', body)).json().id
}

const OCTETS = { headers: { 'Content-Type': 'application/octet-stream' } }

/** An upload that the service waits for. */
async function beginUpload(server: RunningServer, id: string) {
  const upload = open(server, 'PUT', `/v2/images/${id}/file`, {
    headers: { ...OCTETS.headers, Expect: '100-continue', 'Transfer-Encoding': 'chunked' },
  })
  upload.flushHeaders()
  await once(upload, 'continue')
  upload.write('da')
  return upload
}

async function filesOnDisk(): Promise<string[]> {
  const entries = await readdir(join(dataDir, 'images'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

describe('a server', () => {
  test('listens on a free port, and tells where', async () => {
    const server = await start()
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/)
    expect((await call(server, 'GET', '/healthcheck')).status).toBe(200)
    expect((await call(server, 'GET', '/metrics')).status).toBe(200)
  })

  test('serves version 1 of the API too, unless it is switched off', async () => {
    const first = await start()
    expect((await call(first, 'GET', '/v1/images')).status).toBe(200)
    first.stop('test')
    await first.stopped

    const without = await start({ enable_v1_api: 'no' })
    expect((await call(without, 'GET', '/v1/images')).status).toBe(300)
    expect((await call(without, 'GET', '/v2/images')).status).toBe(200)
  })

  test('gives links to images, as it is told to, also where UForge is switched off', async () => {
    const server = await start({ enable_uforge_api: 'no', link_life: '60', link_life_max: '60' })
    expect((await call(server, 'GET', '/api/status')).status).toBe(404)
    const id = await createImage(server)
    await call(server, 'PUT', `/v2/images/${id}/file`, 'data', OCTETS)
    expect((await call(server, 'POST', `/v2/images/${id}/links`, '{"expires_in": 61}')).status).toBe(400)
    const { url } = (await call(server, 'POST', `/v2/images/${id}/links`)).json()
    expect(await (await fetch(url)).text()).toBe('data')
    expect((await fetch(url)).status).not.toBe(200)
  })

  test('keeps images from one run to the next', async () => {
    const first = await start()
    const id = await createImage(first)
    expect((await call(first, 'PUT', `/v2/images/${id}/file`, 'data', OCTETS)).status).toBe(204)
    first.stop('test')
    await first.stopped

    const second = await start()
    expect((await call(second, 'GET', `/v2/images/${id}`)).json()).toMatchObject({ status: 'active', size: 4 })
  })

  test('knows what deleted images were, for as long as it is told to', async () => {
    const first = await start()
    const id = await createImage(first)
    expect((await call(first, 'DELETE', `/v2/images/${id}`)).status).toBe(204)
    first.stop('test')
    await first.stopped

    const changes = async (server: RunningServer) =>
      (await call(server, 'GET', '/v1/images?changes-since=2001-01-01')).json().images
    const second = await start()
    expect(await changes(second)).toMatchObject([{ id }])
    second.stop('test')
    await second.stopped

    const third = await start({ deleted_image_days: '0' })
    await expect.poll(() => changes(third), { timeout: 20_000 }).toStrictEqual([])
    expect((await call(third, 'HEAD', `/v1/images/${id}`)).status).toBe(404)
    const taken = JSON.stringify({ id, disk_format: 'raw', container_format: 'bare' })
    expect((await call(third, 'POST', '/v2/images', taken)).status).toBe(409)
  })

  test('keeps to the files of its operator: rules, properties and formats', async () => {
    const write = async (name: string, content: string) => {
      await writeFile(join(dataDir, name), content)
      return join(dataDir, name)
    }
    const server = await start({
      policy_file: await write('policy.yaml', 'boss: role:admin\n'),
      property_protection_rule_format: 'policies',
      property_protection_file: await write(
        'properties.conf',
        '[^tier$]\ncreate = boss\nread = boss\nupdate = boss\ndelete = boss\n',
      ),
      schema_properties_file: await write('schema-image.json', '{"tier": {"enum": ["gold"]}}'),
      disk_formats: 'xcow',
    })
    const create = async (image: object) => (await call(server, 'POST', '/v2/images', JSON.stringify(image))).status
    expect(await create({ disk_format: 'xcow', tier: 'gold' })).toBe(201)
    expect(await create({ disk_format: 'xcow', other: 'gold' })).toBe(403)
    expect(await create({ disk_format: 'xcow', tier: 'iron' })).toBe(400)
    expect(await create({ disk_format: 'raw' })).toBe(400)
  })

  test('is the only one at its database, whatever its data directory', async () => {
    const database_url = `sqlite:${dataDir}/shared/catalog.db`
    await start({ data_dir: join(dataDir, 'a'), database_url })
    const second = start({ data_dir: join(dataDir, 'b'), database_url })
    await expect(second).rejects.toThrow(ConfigError)
    await expect(second).rejects.toThrow(`Another server uses the database ${dataDir}/shared/catalog.db: stop it`)
  })

  test('that cannot listen says where and what to do, and leaves its database to others', async () => {
    const { port } = new URL((await start()).url)
    const other = join(dataDir, 'other')
    const flags = { data_dir: other, listen: `127.0.0.1:${port}` }
    await expect(start(flags)).rejects.toThrow(ConfigError)
    const what = `Cannot listen on 127.0.0.1:${port}: listen EADDRINUSE: address already in use 127.0.0.1:${port}`
    await expect(start(flags)).rejects.toThrow(`${what}. Choose another with --listen; port 0 takes a free one`)
    await start({ data_dir: other })
  })

  test('makes the folders of its database', async () => {
    await start({ database_url: `sqlite:${dataDir}/a/b/catalog.db` })
    expect(await readdir(join(dataDir, 'a/b'))).toContain('catalog.db')
  })

  test('that cannot open its database says which and what to do, and leaves it to others', async () => {
    const path = join(dataDir, 'catalog.db')
    await writeFile(path, 'This is no database at all, but a text file')
    await expect(start()).rejects.toThrow(ConfigError)
    await expect(start()).rejects.toThrow(
      `Cannot use the database ${path}: file is not a database. Choose another with --database-url or --data-dir`,
    )
    await rm(path)
    await start()
  })

  test('that cannot recover its database says so, and leaves it to others', async () => {
    const first = await start()
    first.stop('test')
    await first.stopped
    const path = join(dataDir, 'catalog.db')
    const database = new Database(path)
    database.exec('DROP TABLE blobs')
    database.close()
    await expect(start()).rejects.toThrow(`Cannot use the database ${path}: no such table: blobs. Choose another`)
    await rm(path)
    await start()
  })

  test('that cannot open its store says which and what to do, and leaves its database to others', async () => {
    const path = join(dataDir, 'file')
    await writeFile(path, '')
    const flags = { stores: `file:${path}` }
    await expect(start(flags)).rejects.toThrow(ConfigError)
    await expect(start(flags)).rejects.toThrow(`Cannot use the store 'file' in ${path}: ENOTDIR`)
    await expect(start(flags)).rejects.toThrow('Choose another place with --stores or --data-dir')
    await start()
  })
})

/** What waits for the end of this waits longer than any test. */
const ENDLESS = { shutdown_grace: '3600' }

describe('a stop', () => {
  test('is at once when nothing runs, and only once', async () => {
    const server = await start()
    server.stop('first')
    server.stop('second')
    await server.stopped
    await expect(call(server, 'GET', '/healthcheck')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  test('is not held up by connections that clients keep', async () => {
    const server = await start(ENDLESS)
    const agent = new Agent({ keepAlive: true })
    expect((await call(server, 'GET', '/healthcheck', undefined, { agent })).status).toBe(200)
    server.stop('test')
    await server.stopped
    agent.destroy()
  })

  test('is not held up by connections that have asked for nothing yet', async () => {
    const server = await start(ENDLESS)
    const silent = connect(Number(new URL(server.url).port), '127.0.0.1')
    await once(silent, 'connect')
    // Connections are taken in the order in which they came.
    await call(server, 'GET', '/healthcheck')
    server.stop('test')
    await server.stopped
    silent.destroy()
  })

  test('lets an upload finish, and is not held up by its connection afterwards', async () => {
    const server = await start(ENDLESS)
    const id = await createImage(server)
    const agent = new Agent({ keepAlive: true })
    const upload = open(server, 'PUT', `/v2/images/${id}/file`, {
      agent,
      headers: { ...OCTETS.headers, Expect: '100-continue', 'Transfer-Encoding': 'chunked' },
    })
    upload.flushHeaders()
    await once(upload, 'continue')
    server.stop('test')
    upload.end('data')
    const [response] = (await once(upload, 'response')) as [IncomingMessage]
    expect(response.resume().statusCode).toBe(204)
    await server.stopped
    agent.destroy()

    const next = await start()
    expect((await call(next, 'GET', `/v2/images/${id}`)).json()).toMatchObject({ status: 'active', size: 4 })
  })

  test('lets a download finish', async () => {
    const server = await start()
    const id = await createImage(server)
    const body = 'x'.repeat(32 * 2 ** 20)
    await call(server, 'PUT', `/v2/images/${id}/file`, body, OCTETS)
    const download = open(server, 'GET', `/v2/images/${id}/file`).end()
    const [response] = (await once(download, 'response')) as [IncomingMessage]
    server.stop('test')
    expect(await text(response)).toHaveLength(body.length)
    await server.stopped
  })

  test('ends an upload after the grace period: the image is queued, nothing is on the disk', async () => {
    const server = await start({ shutdown_grace: '0' })
    const id = await createImage(server)
    const upload = await beginUpload(server, id)
    server.stop('test')
    const [response] = (await once(upload, 'response')) as [IncomingMessage]
    expect(response.resume().statusCode).toBe(503)
    upload.destroy()
    await server.stopped
    expect(await filesOnDisk()).toStrictEqual([])

    const next = await start()
    expect((await call(next, 'GET', `/v2/images/${id}`)).json()).toMatchObject({ status: 'queued', size: null })
  })

  test('ends a download after the grace period, and its client sees that it is short', async () => {
    const server = await start({ shutdown_grace: '0' })
    const id = await createImage(server)
    await call(server, 'PUT', `/v2/images/${id}/file`, 'x'.repeat(32 * 2 ** 20), OCTETS)
    const download = open(server, 'GET', `/v2/images/${id}/file`).end()
    const [response] = (await once(download, 'response')) as [IncomingMessage]
    server.stop('test')
    await server.stopped
    await expect(text(response)).rejects.toMatchObject({ code: 'ECONNRESET' })
  })

  test('leaves nothing half done of an upload whose client goes at the same moment', async () => {
    const server = await start()
    const id = await createImage(server)
    const upload = await beginUpload(server, id)
    upload.destroy()
    server.stop('test')
    await server.stopped
    expect(await filesOnDisk()).toStrictEqual([])

    const next = await start()
    expect((await call(next, 'GET', `/v2/images/${id}`)).json()).toMatchObject({ status: 'queued', size: null })
  })
})
