import { describe, expect, it } from 'vitest'
import { readAll, refuse, sendJson, startServer } from '../test/stub-server.ts'
import { createImageClient } from './index.ts'

const task = { id: '1', type: 'import', status: 'pending' }
const input = { import_from: 'http://x/', import_from_format: 'raw', image_properties: { disk_format: 'raw' } } as const

describe('tasks', () => {
  it('are created and shown as the API wants it', async () => {
    const seen: unknown[] = []
    const { url } = await startServer(async (request, response) => {
      seen.push([request.method, request.url, (await readAll(request)).toString()])
      if (request.url?.startsWith('/v2/images')) sendJson(response, 200, { tasks: [task] })
      else sendJson(response, request.method === 'POST' ? 201 : 200, task)
    })
    const { tasks } = createImageClient({ baseUrl: url })
    expect(await tasks.create({ type: 'import', input })).toEqual(task)
    expect(await tasks.show('1')).toEqual(task)
    expect(await tasks.listOfImage('2')).toEqual([task])
    expect(seen).toEqual([
      ['POST', '/v2/tasks', JSON.stringify({ type: 'import', input })],
      ['GET', '/v2/tasks/1', ''],
      ['GET', '/v2/images/2/tasks', ''],
    ])
  })

  it('are listed to the last page', async () => {
    const seen: unknown[] = []
    const { url } = await startServer((request, response) => {
      seen.push(request.url)
      const isFirst = !request.url?.includes('marker')
      const next = isFirst ? { next: '/v2/tasks?status=failure&limit=1&marker=1' } : {}
      sendJson(response, 200, { tasks: [isFirst ? task : { ...task, id: '2' }], ...next })
    })
    const { tasks } = createImageClient({ baseUrl: url })
    const found: string[] = []
    for await (const { id } of tasks.list({ status: 'failure', limit: 1 })) found.push(id)
    expect(found).toEqual(['1', '2'])
    expect(seen).toEqual(['/v2/tasks?status=failure&limit=1', '/v2/tasks?status=failure&limit=1&marker=1'])
  })

  it('are refused in the words of the server', async () => {
    const { url } = await startServer((_, response) => refuse(response, 403, 'For administrators'))
    const { tasks } = createImageClient({ baseUrl: url })
    const refusal = (operation: string) => ({ status: 403, message: 'For administrators', operation })
    await expect(tasks.create({ type: 'import', input })).rejects.toMatchObject(refusal('createTask'))
    await expect(tasks.show('1')).rejects.toMatchObject(refusal('showTask'))
    await expect(tasks.list()[Symbol.asyncIterator]().next()).rejects.toMatchObject(refusal('listTasks'))
    await expect(tasks.listOfImage('1')).rejects.toMatchObject(refusal('listImageTasks'))
  })
})
