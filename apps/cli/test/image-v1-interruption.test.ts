import { beforeEach, expect, it } from 'vitest'
import { Interrupted } from '../src/terminal.ts'
import { type ImageService, startImageService } from './image-service.ts'
import { runCommand } from './terminal.ts'

let service: ImageService
let interruption: AbortController
let asked: string[]
beforeEach(async () => {
  service = await startImageService()
  interruption = new AbortController()
  asked = []
  service.intercept = (request, response) => {
    const { method, url = '', headers } = request
    asked.push(`${method} ${url.replace('/v1/images', '')}`)
    if (method === 'POST') {
      const id = String(headers['x-image-meta-id'])
      service.add({ id })
      request.once('data', () => interruption.abort(new Interrupted('Interrupted', 130)))
    } else response.end(method === 'PUT' ? '{"image":{}}' : '')
    return true
  }
})

const create = (...words: string[]) =>
  runCommand(['image', 'v1', 'create', 'a', '--file', '-', ...words, '--url', service.url], {
    stdin: Buffer.alloc(2 ** 20),
    signal: interruption.signal,
  })

it('an interrupted image v1 create removes its image, which may be protected', async () => {
  const { exitCode, stderr } = await create('--protected')
  const [id] = service.images.keys()
  expect([exitCode, stderr]).toEqual([
    130,
    expect.stringMatching(/image \S+ was removed again\nvitrine: Interrupted\n$/),
  ])
  expect(stderr).toContain(id)
  expect(asked).toEqual(['POST ', `PUT /${id}`, `DELETE /${id}`])
})

it('an interrupted image v1 create leaves an image whose id it did not choose', async () => {
  const { exitCode, stderr } = await create('--id', '6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b')
  expect([exitCode, stderr]).toEqual([130, 'vitrine: Interrupted\n'])
  expect(asked).toEqual(['POST '])
})
