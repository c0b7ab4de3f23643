import { describe, expect, it } from 'vitest'
import { refuse, sendJson, startServer } from '../test/stub-server.ts'
import { createImageClient } from './index.ts'

const usage = { image_count_total: { usage: 3, limit: -1 } }
const ANSWERS: Record<string, unknown> = {
  '/v2/info/stores': { stores: [{ id: 'fast', default: 'true' }, { id: 'slow' }] },
  '/v2/info/stores/detail': { stores: [{ id: 'fast', type: 'file', weight: 1, properties: {} }] },
  '/v2/info/import': { 'import-methods': { description: '', type: 'array', value: ['web-download'] } },
  '/v2/info/usage': { usage },
}

describe('information', () => {
  it('comes as the API has it, without its wrapping', async () => {
    const { url } = await startServer((request, response) => sendJson(response, 200, ANSWERS[request.url ?? '']))
    const { info } = createImageClient({ baseUrl: url })
    expect(await info.stores()).toEqual([{ id: 'fast', default: 'true' }, { id: 'slow' }])
    expect(await info.storesDetail()).toEqual([{ id: 'fast', type: 'file', weight: 1, properties: {} }])
    expect(await info.importMethods()).toEqual(['web-download'])
    expect(await info.usage()).toEqual(usage)
  })

  it('about stores is undefined where there is one', async () => {
    const { url } = await startServer((_, response) => refuse(response, 404, 'One store'))
    const { info } = createImageClient({ baseUrl: url })
    expect(await info.stores()).toBeUndefined()
    expect(await info.storesDetail()).toBeUndefined()
    await expect(info.usage()).rejects.toMatchObject({ status: 404, operation: 'showUsage' })
  })

  it('about stores can be refused', async () => {
    const { url } = await startServer((_, response) => refuse(response, 403, 'Not for you'))
    const { info } = createImageClient({ baseUrl: url })
    await expect(info.storesDetail()).rejects.toMatchObject({ status: 403, message: 'Not for you' })
  })
})
