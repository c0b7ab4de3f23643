import type { ServerResponse } from 'node:http'
import { beforeEach, describe, expect, it } from 'vitest'
import { type ImageService, refuse, startImageService } from './image-service.ts'
import { runCommand } from './terminal.ts'

const summary = (id: string, status: string) => ({
  id,
  type: 'import',
  status,
  owner: 'project-a',
  created_at: '2026-03-01T09:35:00Z',
  updated_at: '2026-03-01T09:36:12Z',
  expires_at: '2026-03-03T09:36:12Z',
  self: `/v2/tasks/${id}`,
  schema: '/v2/schemas/task',
})
const failed = {
  ...summary('task-2', 'failure'),
  input: { import_from: 'https://images.example/debian.raw' },
  result: null,
  message: 'images.example: 404',
  request_id: 'req-1',
  user_id: 'user-a',
}
const imageTask = { ...failed, updated_at: '2026-03-01T09:36:12.481000', image_id: 'image-1', deleted: false }

let service: ImageService
beforeEach(async () => {
  service = await startImageService()
  service.add({ id: 'image-1', name: 'debian' })
  service.intercept = (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', service.url)
    if (pathname === '/v2/images/image-1/tasks') send(response, { tasks: [imageTask] })
    else if (pathname === '/v2/tasks/task-2') send(response, failed)
    else if (pathname === '/v2/tasks') send(response, page(searchParams.has('marker')))
    else return false
    return true
  }
})

function page(isLast: boolean) {
  if (isLast) return { tasks: [summary('task-1', 'success')], first: '/v2/tasks' }
  return { tasks: [summary('task-2', 'failure')], first: '/v2/tasks', next: '/v2/tasks?marker=task-2' }
}

function send(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

const run = (...words: string[]) => runCommand([...words, '--url', service.url])
const rowsOf = (stdout: string) => stdout.split('\n').map((line) => line.split(/ {2,}/))

describe('task', () => {
  it('list shows every page', async () => {
    const { exitCode, stdout, stderr } = await run('task', 'list')
    expect([exitCode, stderr]).toEqual([0, ''])
    expect(rowsOf(stdout)).toEqual([
      ['id', 'type', 'status', 'owner', 'created_at', 'updated_at'],
      ['task-2', 'import', 'failure', 'project-a', '2026-03-01T09:35:00Z', '2026-03-01T09:36:12Z'],
      ['task-1', 'import', 'success', 'project-a', '2026-03-01T09:35:00Z', '2026-03-01T09:36:12Z'],
      [''],
    ])
    expect(service.requests).toEqual(['GET /v2/tasks', 'GET /v2/tasks?marker=task-2'])
  })

  it('list asks for no more than it is to show', async () => {
    const { stdout } = await run('task', 'list', '--limit', '1', '-f', 'json')
    expect(JSON.parse(stdout)).toEqual([summary('task-2', 'failure')])
    expect(JSON.parse((await run('task', 'list', '--limit', '0', '-f', 'json')).stdout)).toEqual([])
    expect(service.requests).toEqual(['GET /v2/tasks'])
  })

  it('list filters where the tasks are', async () => {
    await run('task', 'list', '--status', 'failure', '--owner', 'project-a', '--limit', '1')
    expect(service.requests).toEqual(['GET /v2/tasks?status=failure&owner=project-a'])
  })

  it('show tells what came of it, and why', async () => {
    const { stdout } = await run('task', 'show', 'task-2')
    expect(rowsOf(stdout).slice(0, 5)).toEqual([
      ['field', 'value'],
      ['id', 'task-2'],
      ['type', 'import'],
      ['status', 'failure'],
      ['message', 'images.example: 404'],
    ])
    expect(stdout).toContain('{"import_from":"https://images.example/debian.raw"}')
    expect(JSON.parse((await run('task', 'show', 'task-2', '-f', 'json')).stdout)).toEqual(failed)
  })

  it('says why the server refused', async () => {
    service.intercept = (_, response) => {
      refuse(response, 403, 'For administrators')
      return true
    }
    const { exitCode, stderr } = await run('task', 'list')
    expect([exitCode, stderr]).toEqual([1, 'vitrine: 403 Refused: For administrators (request req-1)\n'])
  })
})

describe('image task', () => {
  it('list takes the name of an image, and tells why a task failed', async () => {
    const { exitCode, stdout } = await run('image', 'task', 'list', 'debian')
    expect(exitCode).toBe(0)
    expect(rowsOf(stdout)).toEqual([
      ['id', 'type', 'status', 'message', 'updated_at'],
      ['task-2', 'import', 'failure', 'images.example: 404', '2026-03-01T09:36:12.481000'],
      [''],
    ])
    expect(JSON.parse((await run('image', 'task', 'list', 'image-1', '-f', 'json')).stdout)).toEqual([imageTask])
  })
})
