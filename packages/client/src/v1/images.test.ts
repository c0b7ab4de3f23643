import type { IncomingMessage, RequestListener } from 'node:http'
import { describe, expect, it } from 'vitest'
import { readAll, refuse, sendJson, startServer } from '../../test/stub-server.ts'
import { createImageClient, type ImageOptionsV1, type ImageSource, type Progress, TransferError } from '../index.ts'

const MIB = 1024 * 1024
const BYTES = Buffer.alloc(2.5 * MIB, 'vitrine')

interface Seen {
  readonly what: string
  /** Those that are about images, as the bytes that were sent. */
  readonly meta: Record<string, string>
  readonly length: string | undefined
  readonly type: string | undefined
  readonly body: Buffer
}

async function seenOf(request: IncomingMessage): Promise<Seen> {
  const { method, url, headers } = request
  const meta = Object.entries(headers).filter(([name]) => /^x-(image-meta|glance)-/.test(name))
  return {
    what: `${method} ${url}`,
    meta: Object.fromEntries(meta.map(([name, value]) => [name, Buffer.from(String(value), 'latin1').toString()])),
    length: headers['content-length'] ?? headers['transfer-encoding'],
    type: headers['content-type'],
    body: await readAll(request),
  }
}

/** A service that makes whatever it is asked for. */
async function startImages(listener?: RequestListener) {
  const seen: Seen[] = []
  const { url } = await startServer(async (request, response) => {
    if (listener) return listener(request, response)
    seen.push(await seenOf(request))
    sendJson(response, request.method === 'POST' ? 201 : 200, { image: { id: '1', status: 'active', size: '7' } })
  })
  let logins = 0
  const { v1 } = createImageClient({ baseUrl: `${url}/image/v1`, token: () => `token-${++logins}` })
  return { ...v1, url, seen }
}

async function all<T>(found: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of found) items.push(item)
  return items
}

async function* pieces(): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < BYTES.length; start += MIB) yield BYTES.subarray(start, start + MIB)
}

describe('create', () => {
  it('says in headers what there is to say, in UTF-8', async () => {
    const { images, seen } = await startImages()
    const image = {
      id: '1',
      name: 'Zürich 💽',
      disk_format: 'raw',
      container_format: 'bare',
      is_public: false,
      protected: true,
      min_disk: 5,
      min_ram: 0,
      owner: 'p',
      properties: { kernel_id: '日本', gone: null },
    }
    expect(await images.create(image)).toMatchObject({ id: '1', status: 'active', size: 7, name: null })
    expect(seen).toEqual([
      {
        what: 'POST /image/v1/images',
        meta: {
          'x-image-meta-id': '1',
          'x-image-meta-name': 'Zürich 💽',
          'x-image-meta-disk_format': 'raw',
          'x-image-meta-container_format': 'bare',
          'x-image-meta-is_public': 'false',
          'x-image-meta-protected': 'true',
          'x-image-meta-min_disk': '5',
          'x-image-meta-min_ram': '0',
          'x-image-meta-owner': 'p',
          'x-image-meta-property-kernel_id': '日本',
          'x-image-meta-property-gone': '',
        },
        length: '0',
        type: undefined,
        body: Buffer.alloc(0),
      },
    ])
  })

  const ORIGINS: { name: string; options: ImageOptionsV1; meta: Record<string, string> }[] = [
    { name: 'none, for there is no data', options: { size: 0 }, meta: { 'x-image-meta-size': '0' } },
    {
      name: 'a location',
      options: { location: 'https://example/a', size: 5, checksum: 'c' },
      meta: { 'x-image-meta-location': 'https://example/a', 'x-image-meta-size': '5', 'x-image-meta-checksum': 'c' },
    },
    {
      name: 'a URL to copy from',
      options: { copyFrom: 'https://example/a', store: 'slow' },
      meta: { 'x-glance-api-copy-from': 'https://example/a', 'x-image-meta-store': 'slow' },
    },
  ]
  for (const { name, options, meta } of ORIGINS) {
    it(`names where the data comes from: ${name}`, async () => {
      const { images, seen } = await startImages()
      await images.create({}, options)
      expect(seen[0]).toMatchObject({ meta, length: '0' })
      expect(Object.keys(seen[0]?.meta ?? {})).toHaveLength(Object.keys(meta).length)
    })
  }

  const NOTHING = Buffer.alloc(0)
  const SOURCES: { name: string; source: () => ImageSource; sent: Buffer; size?: string; length: string }[] = [
    { name: 'an array', source: () => BYTES, sent: BYTES, size: String(BYTES.length), length: String(BYTES.length) },
    { name: 'a short array', source: () => BYTES.subarray(0, 3), sent: BYTES.subarray(0, 3), size: '3', length: '3' },
    { name: 'a stream', source: pieces, sent: BYTES, length: 'chunked' },
    { name: 'nothing, which only chunks can say', source: () => NOTHING, sent: NOTHING, size: '0', length: 'chunked' },
  ]
  for (const { name, source, sent, size, length } of SOURCES) {
    it(`sends the data along: ${name}`, async () => {
      const { images, seen } = await startImages()
      const progress: Progress[] = []
      const onProgress = (step: Progress) => progress.push(step)
      const image = await images.create({ name: 'ü' }, { source: source(), checksum: 'c', onProgress })
      expect(image).toMatchObject({ id: '1', size: 7 })
      const [{ what, meta, body, ...rest }] = seen as [Seen]
      expect([what, body.equals(sent)]).toEqual(['POST /image/v1/images', true])
      expect(rest).toEqual({ length, type: 'application/octet-stream' })
      expect(meta).toEqual({
        'x-image-meta-name': 'ü',
        'x-image-meta-checksum': 'c',
        ...(size && { 'x-image-meta-size': size }),
      })
      expect(progress.at(-1)?.transferred).toBe(sent.length || undefined)
    })
  }

  it('leaves it to the server to hold a size against that of the source', async () => {
    const { images, seen } = await startImages()
    await images.create({}, { source: BYTES, size: 5 })
    expect(seen[0]).toMatchObject({ meta: { 'x-image-meta-size': '5' }, length: String(BYTES.length) })
  })

  it('rejects in the words of the server, with data and without', async () => {
    const { images } = await startImages((request, response) => {
      request.resume().on('end', () => response.writeHead(409, { 'content-type': 'text/plain' }).end('In use\n'))
    })
    for (const source of [undefined, BYTES]) {
      await expect(images.create({}, { source })).rejects.toMatchObject({
        name: 'ApiError',
        status: 409,
        message: 'In use',
        operation: 'createImageV1',
      })
    }
  })

  it('sends nothing that a header cannot say', async () => {
    const { images, seen } = await startImages()
    await expect(images.create({ name: 'a\nx-image-meta-is_public: 1' })).rejects.toThrow(TransferError)
    await expect(images.create({ properties: { 'a b': '1' } }, { source: BYTES })).rejects.toThrow(TransferError)
    expect(seen).toEqual([])
  })

  it('is no success when something else answers', async () => {
    const { images } = await startImages(
      (request, response) => void request.resume().on('end', () => response.end('hi')),
    )
    for (const source of [undefined, BYTES]) {
      await expect(images.create({}, { source })).rejects.toThrow(/not JSON.*no image service at .*\/image,/)
    }
  })

  it('renews its token, and then sends the data', async () => {
    const tokens: unknown[] = []
    const { images } = await startImages((request, response) => {
      tokens.push(request.headers['x-auth-token'])
      request.resume().on('end', () => {
        if (tokens.length === 1) refuse(response, 401, 'Expired')
        else sendJson(response, 201, { image: { id: '1' } })
      })
    })
    expect(await images.create({}, { source: BYTES })).toMatchObject({ id: '1' })
    expect(tokens).toEqual(['token-1', 'token-2'])
  })
})

describe('update', () => {
  it('keeps properties that it does not name, unless it is told to remove them', async () => {
    const { images, seen } = await startImages()
    await images.update('a/b', { name: 'new', properties: { k: 'v' } })
    await images.update('1', {}, { purgeProperties: true })
    expect(seen.map(({ what, meta }) => [what, meta])).toEqual([
      [
        'PUT /image/v1/images/a%2Fb',
        {
          'x-image-meta-name': 'new',
          'x-image-meta-property-k': 'v',
          'x-glance-registry-purge-props': 'false',
        },
      ],
      ['PUT /image/v1/images/1', { 'x-glance-registry-purge-props': 'true' }],
    ])
  })

  it('gives a queued image its data', async () => {
    const { images, seen } = await startImages()
    await images.update('1', {}, { source: BYTES })
    expect(seen[0]).toMatchObject({ what: 'PUT /image/v1/images/1', length: String(BYTES.length) })
    expect(seen[0]?.body.equals(BYTES)).toBe(true)
  })

  it('asks for no image that a URL cannot name', async () => {
    const { images, seen } = await startImages()
    for (const source of [undefined, BYTES]) await expect(images.update('..', {}, { source })).rejects.toThrow("'..'")
    expect(seen).toEqual([])
  })

  it('rejects with the reason of its signal', async () => {
    const { images, seen } = await startImages()
    const reason = new Error('enough')
    for (const source of [undefined, BYTES]) {
      await expect(images.update('1', {}, { source, signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    }
    expect(seen).toEqual([])
  })
})

describe('show', () => {
  it('reads headers', async () => {
    const { images } = await startImages((request, response) => {
      const text = (value: string) => Buffer.from(value).toString('latin1')
      const named = { 'x-image-meta-name': text('Zürich'), 'x-image-meta-property-city': text('日本') }
      if (request.method !== 'HEAD') return refuse(response, 405, request.method ?? '')
      response.writeHead(200, { 'x-image-meta-id': '1', 'x-image-meta-is_public': 'True', ...named }).end()
    })
    expect(await images.show('1')).toMatchObject({
      id: '1',
      name: 'Zürich',
      is_public: true,
      properties: { city: '日本' },
    })
  })

  it('has only a status to say of a refusal', async () => {
    const { images } = await startImages((_, response) =>
      response.writeHead(404, { 'x-openstack-request-id': 'req-1' }).end(),
    )
    await expect(images.show('1')).rejects.toMatchObject({
      name: 'ApiError',
      status: 404,
      message: 'The server answered showImageMetadataV1 with 404, and says no more',
      requestId: 'req-1',
    })
  })

  it('is no success when something else answers', async () => {
    const { images } = await startImages((_, response) => response.end())
    await expect(images.show('1')).rejects.toThrow(/says nothing of an image: there is no image service at/)
  })
})

describe('list, summaries and delete', () => {
  it('ask as the API wants it', async () => {
    const asked: string[] = []
    const { images } = await startImages((request, response) => {
      asked.push(`${request.method} ${request.url}`)
      const first = !request.url?.includes('marker')
      if (request.method === 'DELETE') response.end('OK')
      else sendJson(response, 200, { images: first ? [{ id: '1', size: '5' }] : [] })
    })
    const query = { 'property-os': 'a b', 'changes-since': '2026-03-01T00:00:00', is_public: 'None', limit: 1 }
    expect(await all(images.list(query))).toMatchObject([{ id: '1', size: 5, owner: null }])
    expect(await all(images.summaries())).toMatchObject([{ id: '1', size: 5 }])
    expect(await images.delete('1')).toBeUndefined()
    const filters = 'limit=1&property-os=a%20b&changes-since=2026-03-01T00%3A00%3A00&is_public=None'
    expect(asked).toEqual([
      `GET /image/v1/images/detail?${filters}`,
      `GET /image/v1/images/detail?${filters}&marker=1`,
      'GET /image/v1/images?limit=200',
      'GET /image/v1/images?limit=200&marker=1',
      'DELETE /image/v1/images/1',
    ])
  })
})
