import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Interrupted } from '../src/terminal.ts'
import { type ImageService, refuse, startImageService } from './image-service.ts'
import { type Outcome, runCommand } from './terminal.ts'

const BYTES = Buffer.alloc(2.5 * 2 ** 20, 'vitrine')

let service: ImageService
let directory: string
let file: string
beforeEach(async () => {
  service = await startImageService()
  directory = await mkdtemp(join(tmpdir(), 'cli-'))
  file = join(directory, 'disk')
  return () => rm(directory, { recursive: true })
})

const image = (words: string[], options?: Parameters<typeof runCommand>[1]): Promise<Outcome> =>
  runCommand(['image', ...words, '--url', service.url], options)

const only = () => [...service.images.values()][0]

describe('image create', () => {
  it('makes a record with what was given', async () => {
    const words = [
      'create',
      'a',
      '--min-disk',
      '5',
      '--property',
      'k=v=w',
      '--property',
      'e=',
      '--tag',
      'x',
      '--tag',
      'y',
    ]
    const { exitCode, stdout } = await image([...words, '--private', '--hidden', '-f', 'json'])
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ name: 'a', status: 'queued' })
    expect(only()).toMatchObject({
      disk_format: 'raw',
      container_format: 'bare',
      min_disk: 5,
      visibility: 'private',
      os_hidden: true,
      tags: ['x', 'y'],
      k: 'v=w',
      e: '',
    })
  })

  it('uploads a file', async () => {
    await writeFile(file, BYTES)
    const { exitCode, stdout, stderr } = await image(['create', 'a', '--file', file, '--disk-format', 'qcow2'])
    expect([exitCode, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^status +active$/m)
    expect(only()).toMatchObject({ status: 'active', size: BYTES.length, disk_format: 'qcow2' })
  })

  it('uploads a pipe', async () => {
    expect(await image(['create', 'a', '--file', '-'], { stdin: BYTES })).toMatchObject({ exitCode: 0, stderr: '' })
    expect(only()).toMatchObject({ size: BYTES.length })
  })

  it('puts a file into the store that is asked for', async () => {
    await writeFile(file, BYTES)
    const stores: unknown[] = []
    service.intercept = ({ method, headers }) => {
      if (method === 'PUT') stores.push(headers['x-image-meta-store'])
      return false
    }
    await image(['create', 'a', '--file', file, '--store', 'slow'])
    await image(['create', 'b'])
    await image(['set', 'b', '--file', file, '--store', 'fast'])
    await image(['create', 'c', '--file', file])
    expect(stores).toEqual(['slow', 'fast', undefined])
  })

  it('makes nothing when the file cannot be read', async () => {
    const { exitCode, stderr } = await image(['create', 'a', '--file', join(directory, 'nothing')])
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^vitrine: ENOENT.*nothing'\n$/)])
    expect(service.requests).toEqual([])
  })

  it('removes the record when the upload is refused', async () => {
    service.intercept = ({ method }, response) => {
      if (method === 'PUT') refuse(response, 413, 'Too large')
      return method === 'PUT'
    }
    const { exitCode, stdout, stderr } = await image(['create', 'a', '--file', '-', '--protected'], { stdin: BYTES })
    expect([exitCode, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/image \S+ was removed again\nvitrine: 413 Refused: Too large \(request req-1\)\n$/)
    expect(service.images.size).toBe(0)
  })

  it('removes the record when it is interrupted', async () => {
    const interruption = new AbortController()
    service.intercept = (request) => {
      if (request.method !== 'PUT') return false
      request.once('data', () => interruption.abort(new Interrupted('Interrupted', 130)))
      return true
    }
    const { signal } = interruption
    const { exitCode, stderr } = await image(['create', 'a', '--file', '-'], { stdin: BYTES, signal })
    expect([exitCode, stderr]).toEqual([130, expect.stringMatching(/was removed again\nvitrine: Interrupted\n$/)])
    expect(service.images.size).toBe(0)
  })

  it('says so when the record stays', async () => {
    service.intercept = ({ method }, response) => {
      if (method === 'POST' || method === 'GET') return false
      refuse(response, 503, 'Not now')
      return true
    }
    const { exitCode, stderr } = await image(['create', 'a', '--file', '-'], { stdin: BYTES })
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('stays without data')])
  })
})

describe('image list', () => {
  it('sends its filters', async () => {
    const words = [
      'list',
      '--name',
      'a:b',
      '--status',
      'active',
      '--tag',
      'x',
      '--tag',
      'y',
      '--property',
      'k=v',
      '--hidden',
    ]
    await image([...words, '--limit', '5'])
    expect(service.requests).toEqual([
      'GET /v2/images?limit=5&sort=name:asc&name=in:"a:b"&status=active&os_hidden=true&tag=x&tag=y&k=v',
    ])
  })

  it('shows no more than it was asked for', async () => {
    for (const name of ['a', 'b', 'c']) service.add({ name })
    const { stdout } = await image(['list', '--limit', '2', '-f', 'json'])
    expect(JSON.parse(stdout).map(({ name }: { name: string }) => name)).toEqual(['a', 'b'])
  })

  it('takes the address and the token from the environment', async () => {
    const environment = { VITRINE_URL: `${service.url}/v2/`, OS_TOKEN: 'secret\n' }
    const { exitCode, stdout, stderr } = await runCommand(['image', 'list'], { environment })
    expect([exitCode, stdout, stderr]).toEqual([0, 'id  name  status\n', ''])
    expect(service.tokens).toEqual(new Set(['secret']))
  })

  it('says what a refused token means, without the token', async () => {
    service.intercept = (_, response) => {
      refuse(response, 401, 'Sign in')
      return true
    }
    const { exitCode, stderr } = await image(['list', '--token', 'secret'])
    expect([exitCode, stderr]).toEqual([1, 'vitrine: 401 Refused: Sign in (request req-1)\n'])
  })

  it('says what to do when nobody answers', async () => {
    const { exitCode, stderr } = await runCommand(['image', 'list', '--url', 'http://127.0.0.1:2'])
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("Start one with 'vitrine serve'")])
  })
})

describe('image show', () => {
  it('takes an id or a name', async () => {
    const { id } = service.add({ name: 'a:b', color: 'red' })
    for (const idOrName of [id, 'a:b']) {
      expect((await image(['show', idOrName])).stdout).toMatch(/^color +red$/m)
    }
  })

  it('finds hidden images by name', async () => {
    service.add({ name: 'a', os_hidden: true })
    expect((await image(['show', 'a'])).exitCode).toBe(0)
  })

  it('refuses a name that nothing has', async () => {
    const { exitCode, stderr } = await image(['show', 'a'])
    expect([exitCode, stderr]).toEqual([1, "vitrine: There is no image with the id or name 'a'\n"])
  })

  it('refuses a name that several have, and names them', async () => {
    const ids = [service.add({ name: 'a' }).id, service.add({ name: 'a', os_hidden: true }).id]
    const { exitCode, stderr } = await image(['show', 'a'])
    expect([exitCode, stderr]).toEqual([1, `vitrine: 2 images are named 'a', so use an id:\n${ids.join('\n')}\n`])
  })
})

describe('image set', () => {
  it('changes what was given', async () => {
    const { id } = service.add({ name: 'a', tags: ['x', 'y'], old: '1', protected: true })
    const words = [
      'set',
      'a',
      '--name',
      'b',
      '--property',
      'k=v',
      '--remove-property',
      'old',
      '--tag',
      'z',
      '--remove-tag',
      'x',
    ]
    expect((await image([...words, '--unprotected', '--min-ram', '7'])).exitCode).toBe(0)
    expect(service.images.get(id)).toEqual({
      ...service.images.get(id),
      name: 'b',
      k: 'v',
      tags: ['y', 'z'],
      protected: false,
      min_ram: 7,
    })
    expect(service.images.get(id)).not.toHaveProperty('old')
  })

  it('uploads data after the change', async () => {
    service.add({ name: 'a' })
    await writeFile(file, BYTES)
    expect((await image(['set', 'a', '--disk-format', 'raw', '--file', file])).exitCode).toBe(0)
    expect(only()).toMatchObject({ status: 'active', disk_format: 'raw', size: BYTES.length })
  })

  it('leaves the image when its upload is interrupted', async () => {
    service.add({ name: 'a' })
    const interruption = new AbortController()
    service.intercept = (request) => {
      if (request.method !== 'PUT') return false
      request.once('data', () => interruption.abort(new Interrupted('Interrupted', 130)))
      return true
    }
    const { signal } = interruption
    const { exitCode } = await image(['set', 'a', '--file', '-'], { stdin: BYTES, signal })
    expect([exitCode, only()?.status]).toEqual([130, 'queued'])
  })

  it('wants something to set', async () => {
    service.add({ name: 'a' })
    const { exitCode, stderr } = await image(['set', 'a'])
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('nothing to set')])
  })
})

describe('image save', () => {
  it('writes a file', async () => {
    service.add({ name: 'a' }, BYTES)
    expect(await image(['save', 'a', '--file', file])).toEqual({ exitCode: 0, stdout: '', stderr: '' })
    expect((await readFile(file)).equals(BYTES)).toBe(true)
    expect(await readdir(directory)).toEqual(['disk'])
  })

  it('writes into a pipe', async () => {
    service.add({ name: 'a' }, BYTES)
    for (const words of [[], ['--file', '-']]) {
      const { exitCode, stdout, stderr } = await image(['save', 'a', ...words])
      expect([exitCode, stderr]).toEqual([0, ''])
      expect(stdout).toBe(BYTES.toString())
    }
  })

  it('reads from the stores that are preferred', async () => {
    const { id } = service.add({ name: 'a' }, BYTES)
    for (const to of ['-', file]) await image(['save', 'a', '--file', to, '--prefer', 'fast', '--prefer', 'slow'])
    const asked = `GET /v2/images/${id}/file?prefer=fast,slow`
    expect(service.requests.filter((request) => request === asked)).toHaveLength(2)
  })

  it('shows progress to people only', async () => {
    service.add({ name: 'a' }, BYTES)
    const { stderr } = await image(['save', 'a', '--file', file], { isTTY: true })
    expect(stderr).toContain('Downloading █')
    expect(stderr).toContain('100%  2.5 MiB of 2.5 MiB')
  })

  it('refuses an image without data', async () => {
    const { id } = service.add({ name: 'a' })
    for (const to of ['-', file]) {
      const { exitCode, stderr } = await image(['save', 'a', '--file', to])
      expect([exitCode, stderr]).toEqual([1, `vitrine: Image ${id} has no data: it is queued\n`])
    }
    expect(await readdir(directory)).toEqual([])
  })

  for (const to of ['a file', 'a pipe']) {
    it(`notices damage on the way into ${to}`, async () => {
      const added = service.add({ name: 'a' }, BYTES)
      added.os_hash_value = 'other'
      const { exitCode, stderr } = await image(['save', 'a', '--file', to === 'a pipe' ? '-' : file])
      expect([exitCode, stderr]).toEqual([1, expect.stringContaining('The data is damaged: its sha512 is')])
      expect(await readdir(directory)).toEqual([])
    })
  }

  it('says when it could not verify', async () => {
    Object.assign(service.add({ name: 'a' }, BYTES), { os_hash_algo: null, checksum: null })
    const { exitCode, stderr } = await image(['save', 'a', '--file', file])
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('not verified')])
  })

  it('leaves a part when it is interrupted, and goes on with that', async () => {
    service.add({ name: 'a' }, BYTES)
    const interruption = new AbortController()
    service.intercept = (request, response) => {
      if (!request.url?.endsWith('/file')) return false
      response.writeHead(200, { 'content-length': BYTES.length })
      response.write(BYTES.subarray(0, 2 ** 20))
      vi.waitUntil(() => existsSync(`${file}.part.json`)).then(() =>
        interruption.abort(new Interrupted('Interrupted', 130)),
      )
      return true
    }
    expect(await image(['save', 'a', '--file', file], { signal: interruption.signal })).toEqual({
      exitCode: 130,
      stdout: '',
      stderr: `vitrine: what came so far is in ${file}.part: go on with --resume\nvitrine: Interrupted\n`,
    })
    expect(await readdir(directory)).not.toContain('disk')
    service.intercept = () => false
    expect((await image(['save', 'a', '--file', file, '--resume'])).exitCode).toBe(0)
    expect((await readFile(file)).equals(BYTES)).toBe(true)
  })
})

describe('image delete', () => {
  it('deletes by id and by name, and goes on after a failure', async () => {
    const { id } = service.add({ name: 'a' })
    service.add({ name: 'b' })
    service.add({ name: 'c', protected: true })
    const { exitCode, stdout, stderr } = await image(['delete', id, 'c', 'nothing', 'b'])
    expect([exitCode, stdout]).toEqual([1, ''])
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/^vitrine: c: 403 Refused: Image \S+ is protected \(request req-1\)$/),
      "vitrine: nothing: There is no image with the id or name 'nothing'",
      '',
    ])
    expect([...service.images.values()].map(({ name }) => name)).toEqual(['c'])
  })

  it('says nothing when all went well', async () => {
    service.add({ name: 'a' })
    expect(await image(['delete', 'a'])).toEqual({ exitCode: 0, stdout: '', stderr: '' })
  })
})
