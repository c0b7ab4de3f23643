import { beforeEach, describe, expect, it } from 'vitest'
import { type ImageService, refuse, startImageService } from './image-service.ts'
import { type Outcome, runCommand } from './terminal.ts'

const FAST = { id: 'fast', default: 'true', description: 'NVMe' }
const WEB = { id: 'web', 'read-only': 'true' }

let service: ImageService
/** By the path below `/v2/info`; what is not here is missing. */
let answers: Record<string, unknown>
beforeEach(async () => {
  service = await startImageService()
  answers = { stores: { stores: [FAST, WEB] } }
  service.intercept = (request, response) => {
    const [, path = ''] = request.url?.split('/v2/info/') ?? []
    if (path in answers) response.end(JSON.stringify(answers[path]))
    else refuse(response, 404, 'One store')
    return true
  }
})

const run = (...words: string[]): Promise<Outcome> => runCommand([...words, '--url', service.url])
const rows = ({ stdout }: Outcome) => stdout.split('\n').map((line) => line.split(/ {2,}/))

describe('store list', () => {
  it('names the stores', async () => {
    expect(rows(await run('store', 'list'))).toEqual([
      ['id', 'default', 'read-only', 'description'],
      ['fast', 'true', '-', 'NVMe'],
      ['web', '-', 'true', '-'],
      [''],
    ])
  })

  it('prints them as the server has them', async () => {
    expect(JSON.parse((await run('store', 'list', '-f', 'json')).stdout)).toEqual([FAST, WEB])
    expect((await run('store', 'list', '-f', 'value', '-c', 'id')).stdout).toBe('fast\nweb\n')
  })

  it('has details', async () => {
    const detail = { ...FAST, type: 'file', weight: 5, properties: { data_dir: '/fast' } }
    answers['stores/detail'] = { stores: [detail] }
    expect(JSON.parse((await run('store', 'list', '--detail', '-f', 'json')).stdout)).toEqual([detail])
    expect((await run('store', 'list', '--detail')).stdout).toContain('{"data_dir":"/fast"}')
  })

  it('says so where there is one', async () => {
    answers = {}
    const { exitCode, stdout, stderr } = await run('store', 'list', '-f', 'json')
    expect([exitCode, stdout, stderr]).toEqual([0, '[]\n', 'vitrine: this server has one store, which has no name\n'])
  })
})

describe('usage', () => {
  it('shows what is used of what', async () => {
    answers.usage = { usage: { image_count_total: { usage: 3, limit: 10 }, image_size_total: { usage: 0, limit: -1 } } }
    expect(rows(await run('usage'))).toEqual([
      ['resource', 'usage', 'limit'],
      ['image_count_total', '3', '10'],
      ['image_size_total', '0', '-1'],
      [''],
    ])
    expect(JSON.parse((await run('usage', '-f', 'json')).stdout)).toContainEqual({
      resource: 'image_count_total',
      usage: 3,
      limit: 10,
    })
  })
})
