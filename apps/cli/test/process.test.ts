import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { type ImageService, startImageService } from './image-service.ts'

const MAIN = new URL('../src/main.ts', import.meta.url).pathname
const BYTES = Buffer.alloc(3 * 2 ** 20, 'vitrine')

let service: ImageService
beforeEach(async () => {
  service = await startImageService()
})

/** Without the clouds that the person at this machine works with. */
const surroundings = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('OS_')))

function start(words: string[]): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, ['--conditions=@vitrine/source', MAIN, ...words], {
    env: { ...surroundings, VITRINE_URL: service.url },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function ended(child: ChildProcessWithoutNullStreams): Promise<{ exitCode: unknown; stderr: string }> {
  let stderr = ''
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const [exitCode, signal] = await once(child, 'close')
  return { exitCode: exitCode ?? signal, stderr }
}

describe('the process', () => {
  it('ends with the status of the command', async () => {
    const child = start(['image', 'show', 'nothing'])
    expect(await ended(child)).toEqual({ exitCode: 1, stderr: expect.stringContaining('There is no image') })
  })

  it('cleans up on Ctrl-C in the middle of an upload', async () => {
    const child = start(['image', 'create', 'a', '--file', '-'])
    service.intercept = (request) => {
      if (request.method !== 'PUT') return false
      request.once('data', () => child.kill('SIGINT'))
      return true
    }
    child.stdin.on('error', () => undefined)
    child.stdin.write(BYTES)
    expect(await ended(child)).toEqual({ exitCode: 130, stderr: expect.stringContaining('was removed again') })
    expect(service.images.size).toBe(0)
  })

  it('leaves no file under the final name on Ctrl-C in the middle of a download', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'cli-'))
    onTestFinished(() => rm(directory, { recursive: true }))
    service.add({ name: 'a' }, BYTES)
    const child = start(['image', 'save', 'a', '--file', join(directory, 'disk')])
    service.intercept = (request, response) => {
      if (!request.url?.endsWith('/file')) return false
      response.writeHead(200, { 'content-length': BYTES.length })
      response.write(BYTES.subarray(0, 2 ** 20), () => child.kill('SIGINT'))
      return true
    }
    expect((await ended(child)).exitCode).toBe(130)
    expect(await readdir(directory)).not.toContain('disk')
  })

  it('does not complain when its reader leaves', async () => {
    service.add({ name: 'a' }, Buffer.alloc(32 * 2 ** 20))
    const child = start(['image', 'save', 'a'])
    child.stdout.once('data', () => child.stdout.destroy())
    expect(await ended(child)).toEqual({ exitCode: 141, stderr: '' })
  })

  it('serves until it is told to stop', { timeout: 180_000 }, async () => {
    const directory = await mkdtemp(join(tmpdir(), 'cli-'))
    onTestFinished(() => rm(directory, { recursive: true }))
    const child = start(['serve', '--listen', '127.0.0.1:0', '--data-dir', directory])
    let log = ''
    for await (const chunk of child.stdout) {
      log += chunk
      const url = /"url":"([^"]+)"/.exec(log)?.[1]
      if (url === undefined) continue
      expect((await fetch(`${url}/versions`)).status).toBe(200)
      child.kill('SIGTERM')
      break
    }
    child.stdout.resume()
    expect(await ended(child)).toEqual({ exitCode: 0, stderr: '' })
  })
})
