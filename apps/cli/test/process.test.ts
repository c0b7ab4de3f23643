import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { type ImageService, startImageService } from './image-service.ts'

const MAIN = new URL('../src/main.ts', import.meta.url).pathname
/** What the start of a server may take on a machine that does much else. */
const PATIENCE_MS = 180_000
const BYTES = Buffer.alloc(3 * 2 ** 20, 'vitrine')

let service: ImageService
beforeEach(async () => {
  service = await startImageService()
})

/** Without the clouds that the person at this machine works with. */
const surroundings = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('OS_')))

interface RunningCommand {
  readonly child: ChildProcessWithoutNullStreams
  /** Listened for from the start: a process may end before anybody asks. */
  readonly ended: Promise<{ exitCode: unknown; stderr: string }>
}

function start(words: string[], variables: NodeJS.ProcessEnv = {}): RunningCommand {
  const child = spawn(process.execPath, ['--conditions=@vitrine/source', MAIN, ...words], {
    env: { ...surroundings, VITRINE_URL: service.url, ...variables },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return { child, ended: endOf(child) }
}

async function endOf(child: ChildProcessWithoutNullStreams): Promise<{ exitCode: unknown; stderr: string }> {
  const [[exitCode, signal], stderr] = await Promise.all([once(child, 'close'), text(child.stderr)])
  return { exitCode: exitCode ?? signal, stderr }
}

/** Where it serves, once its log says so. The log is read on, to its end. */
async function urlOf({ child, ended }: RunningCommand): Promise<string> {
  const listening = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { msg, url } = JSON.parse(line)
      if (msg === 'listening') resolve(url)
    })
  })
  const early = ended.then(({ exitCode, stderr }) => {
    throw new Error(`The server ended before it listened (${exitCode}): ${stderr}`)
  })
  return Promise.race([listening, early])
}

describe('the process', () => {
  it('ends with the status of the command', async () => {
    const { ended } = start(['image', 'show', 'nothing'])
    expect(await ended).toEqual({ exitCode: 1, stderr: expect.stringContaining('There is no image') })
  })

  it('cleans up on Ctrl-C in the middle of an upload', async () => {
    const { child, ended } = start(['image', 'create', 'a', '--file', '-'])
    service.intercept = (request) => {
      if (request.method !== 'PUT') return false
      request.once('data', () => child.kill('SIGINT'))
      return true
    }
    child.stdin.on('error', () => undefined)
    child.stdin.write(BYTES)
    expect(await ended).toEqual({ exitCode: 130, stderr: expect.stringContaining('was removed again') })
    expect(service.images.size).toBe(0)
  })

  it('leaves no file under the final name on Ctrl-C in the middle of a download', async () => {
    const directory = await emptyDirectory()
    service.add({ name: 'a' }, BYTES)
    const { child, ended } = start(['image', 'save', 'a', '--file', join(directory, 'disk')])
    service.intercept = (request, response) => {
      if (!request.url?.endsWith('/file')) return false
      response.writeHead(200, { 'content-length': BYTES.length })
      response.write(BYTES.subarray(0, 2 ** 20), () => child.kill('SIGINT'))
      return true
    }
    expect((await ended).exitCode).toBe(130)
    expect(await readdir(directory)).not.toContain('disk')
  })

  it('does not complain when its reader leaves', async () => {
    service.add({ name: 'a' }, Buffer.alloc(32 * 2 ** 20))
    const { child, ended } = start(['image', 'save', 'a'])
    child.stdout.once('data', () => child.stdout.destroy())
    expect(await ended).toEqual({ exitCode: 141, stderr: '' })
  })

  it('serves until it is told to stop', { timeout: PATIENCE_MS }, async () => {
    const server = start(['serve', '--listen', '127.0.0.1:0', '--data-dir', await emptyDirectory()])
    expect((await fetch(`${await urlOf(server)}/versions`)).status).toBe(200)
    server.child.kill('SIGTERM')
    expect(await server.ended).toEqual({ exitCode: 0, stderr: '' })
  })

  it('ends although nobody reads the last lines of its log', { timeout: PATIENCE_MS }, async () => {
    const file = join(await emptyDirectory(), 'a')
    await writeFile(file, '')
    const { child, ended } = start(['serve', '--data-dir', file], { VITRINE_UNHEARD_OF: 'yes' })
    child.stdout.destroy()
    expect(await ended).toEqual({ exitCode: 2, stderr: expect.stringContaining('Cannot use the database') })
  })
})

async function emptyDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'cli-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  return directory
}
