import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { compose } from '../src/compose.ts'
import { readConfig } from '../src/config.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'vitrine-stores-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

/** Does something with a service that has these stores, and answers what it logged. */
async function withStores(stores: string, work: (url: string) => Promise<void>): Promise<object[]> {
  const lines: object[] = []
  const log = pino({ level: 'warn' }, { write: (line) => lines.push(JSON.parse(line)) })
  const config = readConfig({ flags: { stores, auth: 'none', data_dir: dataDir }, environment: {} })
  const { server, close, endTransfers } = await compose(config, log)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  endTransfers(new Error('end of test'))
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await close()
  return lines
}

describe('a store that is not configured any more', () => {
  test('is named at the start when images have data in it, and gives it back once it is configured', async () => {
    const both = `fast=file,slow=file:${dataDir}/slow`
    let file = ''
    const before = await withStores(both, async (url) => {
      const body = '{"disk_format": "raw", "container_format": "bare"}'
      const { id } = (await (await fetch(`${url}/v2/images`, { method: 'POST', body })).json()) as { id: string }
      file = `/v2/images/${id}/file`
      const headers = { 'Content-Type': 'application/octet-stream', 'X-Image-Meta-Store': 'slow' }
      expect((await fetch(url + file, { method: 'PUT', body: 'data', headers })).status).toBe(204)
    })
    expect(before).toStrictEqual([])

    const without = await withStores('fast=file', async (url) => {
      expect((await fetch(url + file)).status).toBe(500)
    })
    expect(without[0]).toMatchObject({ level: 40, store: 'slow', blobs: 1, msg: expect.stringContaining('any more') })

    const after = await withStores(both, async (url) => {
      expect(await (await fetch(url + file)).text()).toBe('data')
    })
    expect(after).toStrictEqual([])
  })
})
