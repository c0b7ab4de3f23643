import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDigestPool, ingest } from '@vitrine/core'
import { describeReadableStore } from '@vitrine/testkit'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSource, expectNoConnections, signal } from '../../test/fetching.ts'
import { startWebServer, type WebServer } from '../../test/web-server.ts'
import { createFileImageStore } from '../file/index.ts'

/** Serves what is in `files`, by path, with ranges. */
function serving(files: Map<string, Uint8Array>): RequestListener {
  return ({ url = '', headers: { range = '' } }, response) => {
    const bytes = files.get(url)
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? []
    if (bytes === undefined) response.writeHead(404).end()
    else if (from === undefined) response.end(bytes)
    else if (Number(from) >= bytes.length) response.writeHead(416).end()
    else {
      const part = bytes.subarray(Number(from), Number(to) + 1)
      const contentRange = `bytes ${from}-${Number(from) + part.length - 1}/${bytes.length}`
      response.writeHead(206, { 'Content-Range': contentRange }).end(part)
    }
  }
}

let files: Map<string, Uint8Array>
let server: WebServer
let source: ReturnType<typeof createSource>
beforeEach(async () => {
  files = new Map()
  server = await startWebServer(serving(files))
  source = createSource({ allow: [`127.0.0.1:${server.port}`] })
})
afterEach(() => server.close())

function keep(bytes: Uint8Array): string {
  const path = `/${files.size}`
  files.set(path, bytes)
  return server.url + path
}

describe('an http source', () => {
  describeReadableStore(async () => ({
    store: source,
    keep: async (bytes) => keep(bytes),
    unknownKey: () => `${server.url}/unknown`,
    disconnect: async () => undefined,
  }))

  test('is where its URLs say', () => {
    expect(source.scheme).toBe('http')
    expect(source.locate('https://mirror.example/image')).toBe('https://mirror.example/image')
  })

  test('tells the size of what it has, and reads no more of it', async () => {
    expect(await source.size(keep(randomBytes(3_000_000)), { signal })).toBe(3_000_000)
    await expectNoConnections(server)
  })

  test('tells no size that it does not know', async () => {
    const chunked = await startWebServer((_, response) => void response.write('some'))
    try {
      const unsized = createSource({ allow: [`127.0.0.1:${chunked.port}`] })
      expect(await unsized.size(chunked.url, { signal })).toBeUndefined()
    } finally {
      await chunked.close()
    }
  })

  test('fills a store with the very bytes, digested on their way', async () => {
    const bytes = randomBytes(5_000_001)
    const root = await mkdtemp(join(tmpdir(), 'http-source-'))
    const digests = createDigestPool(1)
    try {
      const store = await createFileImageStore({ root })
      const { size: declaredSize, bytes: fetched } = await source.fetch(keep(bytes), { signal })
      const options = { store, key: 'key', digests, algorithms: ['sha256'], limit: 6_000_000, declaredSize, signal }
      expect(await ingest(fetched, options)).toStrictEqual({
        size: bytes.length,
        digests: [createHash('sha256').update(bytes).digest('hex')],
      })
      const stored: Uint8Array[] = []
      for await (const chunk of await store.open('key')) stored.push(Buffer.from(chunk))
      expect(Buffer.concat(stored).equals(bytes)).toBe(true)
    } finally {
      await digests.close()
      await rm(root, { recursive: true })
    }
  })
})
